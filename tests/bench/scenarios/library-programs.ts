import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeNoise } from "../library/make-data.ts";
import type { Command } from "../measure.ts";
import type { Absent, Scenario } from "../scenario.ts";
import { withCompact, type Workshop } from "../workshop.ts";

const LIBRARY = join(import.meta.dir, "..", "library");
const MEGABYTE = 1e6;

/** What helm.hash takes for a large file, beside the program that others use. */
export const LIBRARY_SHA256: Scenario = {
  name: "library-sha256",
  title: "helm.hash: the SHA-256 of 100 MB",
  reference: "sha256sum",
  takesSeconds: true,
  absent: () => missing("sha256sum"),
  commands(workshop) {
    const file = makeNoise(join(workshop.root, "noise"), 100 * MEGABYTE);
    return [...program(workshop, "sha256sum", [file]), ...inLuff(workshop, "sha256", [file])];
  },
};

const STARTS = "a C program";

/** What helm.process takes for small programs, beside C. */
export const LIBRARY_STARTS: Scenario = {
  name: "library-starts",
  title: "helm.process: 1,000 starts of `true`",
  reference: STARTS,
  takesSeconds: true,
  absent: () => missing("gcc", STARTS),
  commands(workshop) {
    const count = "1000";
    const native = compileStarts(workshop.root);
    const own = native === undefined ? [] : [workshop.command(STARTS, [native, count])];
    return [...own, ...inLuff(workshop, "starts", [count])];
  },
};

const PIPELINE = "cat | cat";

/** What helm.process takes to move bytes in and out of a program, beside a shell's pipeline. */
export const LIBRARY_CAT: Scenario = {
  name: "library-cat",
  title: "helm.process: 200 MB through `cat`, in and out",
  reference: PIPELINE,
  takesSeconds: true,
  commands(workshop) {
    const bytes = 200 * MEGABYTE;
    const file = makeNoise(join(workshop.root, "noise"), bytes);
    const pipeline = workshop.command(PIPELINE, ["/bin/sh", "-c", 'cat "$0" | cat > /dev/null', file]);
    const [whole, blocks] = ["cat-whole", "cat-blocks"].map((script) => inLuff(workshop, script, [String(bytes)]));
    return [pipeline, ...named(whole, "one text"), ...named(blocks, "blocks")];
  },
};

function named(commands: readonly Command[] = [], how: string): readonly Command[] {
  return commands.map((command) => ({ ...command, name: `${command.name}, ${how}` }));
}

function missing(name: string, command = name): readonly Absent[] {
  return Bun.which(name) === null ? [{ command, reason: `${name} is missing` }] : [];
}

function program(workshop: Workshop, name: string, args: readonly string[]): readonly Command[] {
  const path = Bun.which(name);
  return path === null ? [] : [workshop.command(name, [path, ...args])];
}

function inLuff(workshop: Workshop, script: string, args: readonly string[]): readonly Command[] {
  return withCompact(workshop).map(({ name, path }) =>
    workshop.command(name, [path, join(LIBRARY, `${script}.lua`), ...args]),
  );
}

/** The C program; undefined without a compiler. */
function compileStarts(folder: string): string | undefined {
  const [compiler, outfile] = [Bun.which("gcc"), join(folder, "starts")];
  if (compiler === null) return undefined;
  if (existsSync(outfile)) return outfile;
  const { exitCode, stderr } = Bun.spawnSync([compiler, "-O2", "-o", outfile, join(LIBRARY, "starts.c")]);
  if (exitCode !== 0) throw new Error(`${compiler}: ${stderr.toString()}`);
  return outfile;
}
