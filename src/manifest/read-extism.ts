import { readHostPattern } from "../text/host-pattern.ts";
import { matchesSomeHost } from "../text/some-host.ts";
import { joinIndex } from "./field-path.ts";
import { parseFlag } from "./flag.ts";
import type { ManifestCheck } from "./manifest-check.ts";
import type { ExtismRuntime } from "./plugin.ts";
import { readTexts } from "./read-commands.ts";
import { mapOf, scalarText, type TreeMap } from "./tree.ts";

/** The function that Helm calls if the manifest names none. */
const DEFAULT_ENTRY = "helm_plugin_main";
/** WebAssembly's own limit: 4 GiB in pages of 64 KiB. */
const MOST_PAGES = 65_536;
/** As much as luff's own limit on time: timers of Windows count milliseconds in 32 bits. */
const LONGEST_TIMEOUT = 3_600_000_000;
const MOST_BYTES = Number.MAX_SAFE_INTEGER;

/** The `runtimeConfig` of a WebAssembly plugin. Numbers that Helm could not read are faults. */
export function readExtism(check: ManifestCheck): ExtismRuntime {
  const config = mapOf(check.tree.root["runtimeConfig"]);
  const timeout = readNumber(check, config, { path: "timeout", most: LONGEST_TIMEOUT });
  return {
    kind: "extism",
    entry: scalarText(config["entryFuncName"]) || DEFAULT_ENTRY,
    memory: readMemory(check, mapOf(config["memory"])),
    config: Object.fromEntries(
      Object.entries(mapOf(config["config"])).map(([name, value]) => [name, scalarText(value)]),
    ),
    allowedHosts: readHosts(check, config),
    createTempDir: parseFlag(scalarText(mapOf(config["fileSystem"])["createTempDir"])) ?? false,
    ...(timeout !== undefined && { timeout }),
    hostFunctions: readHostFunctions(check, config),
  };
}

function readMemory(check: ManifestCheck, memory: TreeMap): ExtismRuntime["memory"] {
  const limits = { maxPages: MOST_PAGES, maxHttpResponseBytes: MOST_BYTES, maxVarBytes: MOST_BYTES };
  const read = Object.entries(limits).map(([name, most]) => [
    name,
    readNumber(check, memory, { path: `memory.${name}`, most }),
  ]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as ExtismRuntime["memory"];
}

/** A whole number; undefined if there is none, or if it was reported. */
function readNumber(
  { faults }: ManifestCheck,
  map: TreeMap,
  { path, most }: { readonly path: string; readonly most: number },
): number | undefined {
  const text = scalarText(map[path.slice(path.lastIndexOf(".") + 1)]);
  if (text === "") return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : -1;
  if (value >= 0 && value <= most) return value;
  const message = `expected a whole number from 0 to ${most}, found ${JSON.stringify(text)}`;
  faults.add("number-invalid", { path: `runtimeConfig.${path}`, message });
  return undefined;
}

/** The patterns of hosts. One with a scheme, a port or a path matches nothing, in Helm either, nor does one that cannot be read. */
function readHosts({ warnings }: ManifestCheck, config: TreeMap): readonly string[] {
  const hosts = readTexts(config["allowedHosts"]);
  for (const [index, host] of hosts.entries()) {
    const steps = readHostPattern(host);
    if (steps !== undefined && matchesSomeHost(steps) && !isBracketed(host)) continue;
    const message = `${JSON.stringify(host)} matches no host`;
    const path = joinIndex("runtimeConfig.allowedHosts", index);
    warnings.add("host-unmatched", { path, message, hint: hintOn(host) });
  }
  return hosts;
}

/** An IPv6 address in brackets is a pattern for one character. */
function isBracketed(host: string): boolean {
  return /^\[[0-9a-f:.]*:[0-9a-f:.]*\](?::\d+)?$/i.test(host);
}

function hintOn(host: string): string {
  if (isBracketed(host)) return "write the address alone and without brackets, such as ::1";
  if (/^[^:/]+:\d+$/.test(host)) return "leave out the port: a host is allowed with all its ports";
  if (/[^.]\.$/.test(host)) return "leave out the dot at the end: an address hardly has it";
  if (/[^\0-\x7f]/.test(host)) return "write the name as it is in addresses, with xn--";
  return "write the name of a host alone, such as example.com or *.example.com";
}

/** Helm knows no host functions, and refuses to run a plugin that asks for one. */
function readHostFunctions({ warnings }: ManifestCheck, config: TreeMap): readonly string[] {
  const names = readTexts(config["hostFunctions"]);
  for (const [index, name] of names.entries()) {
    const message = `there is no host function ${JSON.stringify(name)}: neither Helm nor luff has any, and the plugin does not run`;
    warnings.add("host-function-unknown", { path: joinIndex("runtimeConfig.hostFunctions", index), message });
  }
  return names;
}
