import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { cureOfMember, moduleInLine } from "../../lua/member-advice.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { membersOf } from "../lua/library-findings.ts";
import type { Definition } from "../types/write-types.ts";
import type { SpecResult, TestResult } from "./spec-result.ts";

/** Lua's message where code uses what a table does not have, with its place, which the spec's own messages do not have. */
const USE_OF_NIL =
  /^(?:[\w-]+: )?(?:([^\n:]+):(\d+): )?attempt to (?:call|index) a nil value \((?:field|method) '(\w+)'\)/m;

interface Plugin {
  /** The plugin's folder. */
  readonly folder: string;
  /** Reads the types of all modules of the library. Called only for a test that may need them. */
  readonly readTypes: () => Promise<readonly Definition[]>;
}

/**
 * Adds a hint to the message of each test that failed because the spec or the plugin uses a function that a module of the library does not
 * have, as luff has one for a script that ends with such an error.
 */
export async function adviseOnMembers(
  host: Pick<Host, "os" | "files">,
  plugin: Plugin,
  result: SpecResult,
): Promise<SpecResult> {
  const tests: TestResult[] = [];
  for (const test of result.tests) {
    const advice = test.status === "failed" ? await adviceOn(host, plugin, { ...test, file: result.file }) : undefined;
    tests.push(advice === undefined ? test : { ...test, message: `${test.message}\nHint: ${advice}` });
  }
  return { ...result, tests };
}

async function adviceOn(
  host: Pick<Host, "os" | "files">,
  { folder, readTypes }: Plugin,
  { file, line, message }: TestResult & { readonly file: string },
): Promise<string | undefined> {
  const [, path = file, number = String(line), name] = USE_OF_NIL.exec(message) ?? [];
  if (name === undefined) return undefined;
  const text = read(host, pathStyle(host.os).join(folder, path));
  const module = text === undefined ? undefined : moduleInLine(text, Number(number), name);
  const definition = module === undefined ? undefined : (await readTypes()).find((each) => each.module === module);
  if (definition === undefined) return undefined;
  const known = membersOf(definition);
  if (known.includes(name)) return undefined;
  return `${definition.module} has no "${name}": ${cureOfMember(definition.module, name, known)}`;
}

function read({ files }: Pick<Host, "files">, path: string): string | undefined {
  try {
    return new TextDecoder().decode(files.read(path));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
