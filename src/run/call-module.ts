import { AppError } from "../errors/app-error.ts";
import { OUTPUT_LIMIT } from "../errors/exit-statuses.ts";
import type { ExtismCall, ExtismResult, LogLevel } from "../extism/extism-call.ts";
import { ModuleFault } from "../extism/module-fault.ts";
import { prepareModule, runModule } from "../extism/run-module.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { readRegular } from "../host/read-regular.ts";
import { WasmFault, type WasmHost } from "../host/wasm.ts";
import { exitStatus } from "../lua/exit-status.ts";
import type { ExtismRuntime } from "../manifest/plugin.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { MODULE_NAME } from "../plugin/read-plugin.ts";
import { terminalLine } from "../text/terminal-line.ts";
import { resolveLuaLimits, type ResolvedLimits } from "./lua-limits.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { withManifestLimits } from "./manifest-limits.ts";
import { messageHider } from "./message-hider.ts";
import { parseAnswer, type ModuleFields } from "./module-answer.ts";
import { requireRuntime } from "./require-runtime.ts";

/** What a plugin's module is called with. */
export interface ModuleCall {
  /** The message for the module, as JSON. */
  readonly message: object;
  /** The words of the user that the message has: one may be a secret. */
  readonly words: readonly string[];
  /** All variables that the module has. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it reads luff's stdin and writes to its stdout. */
  readonly hasStreams: boolean;
  /** Whether messages of all levels are printed. */
  readonly isDebug: boolean;
  readonly settings: LuaSettings;
}

export interface ModuleAnswer {
  readonly status: number;
  /** What the module answered with; nothing if the status is not 0. */
  readonly answer: ModuleFields;
  /** Counts bytes of the answer that luff gives out for the module. Throws AppError "limit-reached". */
  readonly willWrite: (bytes: number) => void;
}

type ModuleHost = Pick<Host, "os" | "files" | "environment" | "terminal" | "http" | "disk" | "wasm">;

const PAGE = 65_536;
/** No module that anybody has made is as large. */
const MOST_MODULE_BYTES = 2 ** 30;
const MOST_PAGES = 65_536;
/** Extism's own limits, if the manifest has none. Helm takes 0 for them, so that every response is too large. */
const RESPONSE_BYTES = 50 * 2 ** 20;
const VARIABLE_BYTES = 2 ** 20;

/**
 * Calls a plugin's WebAssembly module with a message, and returns its status and its answer. Throws AppError "module-failed", "answer-invalid" if
 * the answer is no object in JSON, "limit-reached" and "runtime-unsupported". The end of the time ends the process.
 */
export async function callModule(
  host: ModuleHost,
  installed: InstalledPlugin,
  call: ModuleCall,
): Promise<ModuleAnswer> {
  const { plugin } = installed;
  await requireRuntime(host, installed, { lua: call.settings });
  const wasm = await host.wasm?.();
  if (wasm === undefined || plugin.runtime.kind !== "extism") throw new Error("a module without a runtime");
  const limits = resolveLuaLimits(withManifestLimits(call.settings, installed).limits);
  const hide = messageHider([call.environment, plugin.runtime.config], call.words);
  const extism = makeCall(host, installed, { ...call, runtime: plugin.runtime, limits, hide });
  const result = attempt({ name: plugin.name, hide }, () => guarded(wasm, host, extism));
  const status = exitStatus(host.os, result.status);
  const { willWrite } = extism;
  if (result.error !== undefined) {
    willWrite(lengthOf(result.error));
    const [first = "", ...details] = linesOf(hide(result.error));
    throw moduleError(plugin.name, first, { exitCode: status === 0 ? 1 : status, details });
  }
  return { status, answer: status === 0 ? parseAnswer(plugin.name, result.output) : {}, willWrite };
}

/**
 * Why a plugin's module cannot be called, as far as can be found out without running any of it: a text that begins with "its module". Undefined if
 * nothing is wrong, or if this luff runs no modules.
 */
export async function findModuleProblem(host: ModuleHost, installed: InstalledPlugin): Promise<string | undefined> {
  const { runtime } = installed.plugin;
  const wasm = await host.wasm?.();
  if (wasm === undefined || runtime.kind !== "extism") return undefined;
  const settings = { limits: [], allowBinaryChunks: true, version: "" };
  const call = { message: {}, words: [], environment: {}, hasStreams: false, isDebug: false, settings };
  const extism = makeCall(host, installed, {
    ...call,
    runtime,
    limits: resolveLuaLimits([]),
    hide: messageHider([], []),
  });
  try {
    prepareModule(wasm, host, extism);
    return undefined;
  } catch (error) {
    if (error instanceof ModuleFault) return error.message;
    if (error instanceof WasmFault) return `its module is not valid: ${error.message}`;
    throw error;
  }
}

interface PreparedCall extends ModuleCall {
  readonly runtime: ExtismRuntime;
  readonly limits: ResolvedLimits;
  /** Takes known secrets out of a message. */
  readonly hide: (text: string) => string;
}

function makeCall(host: ModuleHost, installed: InstalledPlugin, call: PreparedCall): ExtismCall {
  const { runtime, limits, environment, hasStreams } = call;
  const { plugin, folder } = installed;
  const { maxPages, maxHttpResponseBytes, maxVarBytes } = runtime.memory;
  const willWrite = outputLimit(plugin.name, limits);
  const userPages = limits.limits.memory === undefined ? MOST_PAGES : Math.floor(limits.limits.memory / PAGE);
  return {
    module: readModule(host, installed, pathStyle(host.os).join(folder, MODULE_NAME)),
    entry: runtime.entry,
    input: new TextEncoder().encode(JSON.stringify(call.message)),
    limits: {
      pages: Math.min(maxPages === undefined || maxPages === 0 ? MOST_PAGES : maxPages, userPages),
      responseBytes: maxHttpResponseBytes ?? RESPONSE_BYTES,
      variableBytes: maxVarBytes ?? VARIABLE_BYTES,
    },
    config: runtime.config,
    allowedHosts: runtime.allowedHosts,
    environment,
    hasStreams,
    hasFolder: runtime.createTempDir,
    time: timeLimit(plugin.name, limits),
    willWrite,
    logLevel: call.isDebug ? "trace" : "warn",
    log: (level, text) => {
      const line = `${PREFIXES[level]}${linesOf(call.hide(text)).map(terminalLine).join("\n")}\n`;
      willWrite(lengthOf(line));
      host.terminal.write("stderr", line);
    },
    userAgent: `luff/${call.settings.version}`,
  };
}

function lengthOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A module's text may have several lines. */
function linesOf(text: string): readonly string[] {
  return text.trimEnd().split(/\r?\n/);
}

/** As helm.log writes them. */
const PREFIXES: Readonly<Record<LogLevel, string>> = {
  trace: "[debug] ",
  debug: "[debug] ",
  info: "",
  warn: "WARNING: ",
  error: "Error: ",
};

function readModule(host: ModuleHost, { plugin }: InstalledPlugin, path: string): Uint8Array {
  try {
    return readRegular(host.files, path, MOST_MODULE_BYTES);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw moduleError(plugin.name, `${path} cannot be read: ${error.detail}`);
  }
}

function timeLimit(name: string, { limits, limitNotes }: ResolvedLimits): ExtismCall["time"] {
  if (limits.time === undefined) return undefined;
  const note = limitNotes.time;
  const lastWords = `Error: ${name}: time limit reached (${note?.source}) [limit-reached]\nHint: ${note?.hint}\n`;
  return { milliseconds: limits.time, lastWords };
}

function outputLimit(name: string, { limits, limitNotes }: ResolvedLimits): (bytes: number) => void {
  let left = limits.output ?? Number.POSITIVE_INFINITY;
  return (bytes) => {
    left -= bytes;
    if (left >= 0) return;
    throw new AppError("limit-reached", `${name}: output limit reached (${limitNotes.output?.source})`, {
      hint: limitNotes.output?.hint ?? "",
      exitCode: OUTPUT_LIMIT,
    });
  };
}

/** Calls the module while its time is watched, with a folder that is gone afterwards. */
function guarded(wasm: WasmHost, host: ModuleHost, call: ExtismCall): ExtismResult {
  const { join } = pathStyle(host.os);
  const makeFolder = (): string =>
    host.disk.makeUniqueFolder(join(host.environment.temporaryDirectory, "luff-plugin-"));
  const run = wasm.guard({ time: call.time, makeFolder: call.hasFolder ? makeFolder : undefined });
  try {
    return runModule(wasm, host, { call, folder: run.folder });
  } finally {
    run.end();
  }
}

interface Attempt {
  readonly name: string;
  /** Takes known secrets out of what went wrong: an address may be one of the module's settings. */
  readonly hide: (text: string) => string;
}

function attempt({ name, hide }: Attempt, run: () => ExtismResult): ExtismResult {
  try {
    return run();
  } catch (error) {
    if (error instanceof ModuleFault) throw moduleError(name, hide(error.message), { hint: error.hint });
    if (error instanceof WasmFault) throw moduleError(name, `its module failed: ${hide(error.message)}`);
    if (error instanceof HostError) throw moduleError(name, `its temporary folder cannot be made: ${error.message}`);
    throw error;
  }
}

interface ModuleErrorOptions {
  readonly hint?: string | undefined;
  readonly exitCode?: number;
  /** More lines. */
  readonly details?: readonly string[];
}

function moduleError(name: string, text: string, { hint, exitCode, details }: ModuleErrorOptions = {}): AppError {
  return new AppError("module-failed", `plugin "${name}": ${text}`, {
    ...(details !== undefined && { details }),
    ...(hint !== undefined && { hint }),
    ...(exitCode !== undefined && { exitCode }),
  });
}
