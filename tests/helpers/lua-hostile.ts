import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { LuaLimits } from "./lua-program.ts";

/** A hostile script, its limits and the expected end. */
export interface HostileScript {
  readonly name: string;
  readonly source: string;
  readonly limits: LuaLimits;
  /** The allowed exit statuses. */
  readonly statuses: readonly number[];
  readonly stdout: RegExp | undefined;
  readonly stderr: RegExp | undefined;
}

/**
 * Reads every script of a folder. Its first lines say what holds: `--@ memory BYTES`, `--@ time MS`, `--@ output BYTES`,
 * `--@ status N|N`, and as regular expressions `--@ stdout TEXT` and `--@ stderr TEXT`.
 */
export function readHostileScripts(folder: string): readonly HostileScript[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".lua"));
  return files
    .toSorted()
    .map((file) => parseHostileScript(basename(file, ".lua"), readFileSync(join(folder, file), "utf8")));
}

function parseHostileScript(name: string, source: string): HostileScript {
  const find = (word: string): string | undefined => new RegExp(`^--@ ${word} (.*)$`, "m").exec(source)?.[1];
  const pattern = (word: string): RegExp | undefined => {
    const text = find(word);
    return text === undefined ? undefined : new RegExp(text);
  };
  const [memory, time, output, status] = [find("memory"), find("time"), find("output"), find("status")];
  if (status === undefined) throw new Error(`${name} does not say how it ends`);
  return {
    name,
    source,
    limits: {
      ...(memory !== undefined && { memoryBytes: Number(memory) }),
      ...(time !== undefined && { timeMs: Number(time) }),
      ...(output !== undefined && { outputBytes: Number(output) }),
    },
    statuses: status.split("|").map(Number),
    stdout: pattern("stdout"),
    stderr: pattern("stderr"),
  };
}
