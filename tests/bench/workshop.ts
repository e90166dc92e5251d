import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { compileLuff, LOCAL_BINARY, requireTarget } from "../../build/compile.ts";
import { targetFile, targetName } from "../../build/targets.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { sandboxEnvironment } from "../helpers/sandbox-environment.ts";
import type { Command } from "./measure.ts";

/** The programs to measure, and a folder that is isolated from the developer's files. */
export interface Workshop extends Disposable {
  readonly root: string;
  /** The compiled luff. */
  readonly luff: string;
  /** Programs to compare with, in the order of tables; missing ones are left out and named on stderr. */
  readonly helms: readonly { readonly name: string; readonly path: string }[];
  readonly lua: string | undefined;
  /** Compact executables of this checkout that run here, "compact" being the one for this processor's own width. */
  readonly compact: readonly { readonly name: "compact" | "compact, 386"; readonly path: string }[];
  /** An empty program compiled by the same Bun: no program made this way starts faster. */
  readonly floor: string;
  command(name: string, argv: readonly string[], env?: Readonly<Record<string, string>>): Command;
}

/** The empty program as a command: it writes nothing, so its time is that from start to end in every scenario. */
export function emptyProgram(workshop: Workshop): Command {
  return { ...workshop.command("an empty Bun program", [workshop.floor]), silent: true };
}

/** luff, and the compact one for this processor if it was built. */
export function withCompact({ luff, compact }: Workshop): readonly { readonly name: string; readonly path: string }[] {
  const [own] = compact;
  return [{ name: "luff", path: luff }, ...(own === undefined ? [] : [{ name: `luff, ${own.name}`, path: own.path }])];
}

/** The luff that LUFF_BINARY names, otherwise a fresh compilation. */
async function binary(): Promise<string> {
  const given = process.env["LUFF_BINARY"] ?? "";
  if (given !== "") return resolve(given);
  await compileLuff(LOCAL_BINARY);
  return LOCAL_BINARY;
}

/** Opens a workshop below the system's temporary folder. */
export async function openWorkshop(): Promise<Workshop> {
  const root = mkdtempSync(join(tmpdir(), "luff-bench-"));
  for (const folder of ["home", "tmp", "work"]) mkdirSync(join(root, folder));
  const { HELM_BIN: _, ...base } = sandboxEnvironment(root);
  return {
    root,
    luff: await binary(),
    helms: findHelms(),
    lua: findLua(),
    compact: findCompact(),
    floor: await compileFloor(root),
    command: (name, argv, env = {}) => ({ name, argv, env: { ...base, ...env }, cwd: join(root, "work") }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

function findHelms(): { name: string; path: string }[] {
  return ([4, 3] as const).flatMap((major) => {
    const helm = realHelm(major);
    if (helm.path !== undefined) return [{ name: `helm ${major}`, path: helm.path }];
    console.error(`without Helm ${major}: ${helm.reason}`);
    return [];
  });
}

function findLua(): string | undefined {
  const lua = Bun.which("lua5.4") ?? Bun.which("lua");
  if (lua === null) console.error("without lua5.4: it is not on PATH");
  return lua ?? undefined;
}

function findCompact(): Workshop["compact"][number][] {
  if (process.platform !== "linux" || process.arch !== "x64") return [];
  const files = { compact: "linux/amd64-compact", "compact, 386": "linux/386" } as const;
  return (["compact", "compact, 386"] as const).flatMap((name) => {
    const target = requireTarget(files[name]);
    const path = resolve(LOCAL_BINARY, "..", targetFile(target));
    if (existsSync(path)) return [{ name, path }];
    console.error(`without luff, ${name}: npm run build -- --target ${targetName(target)}`);
    return [];
  });
}

async function compileFloor(root: string): Promise<string> {
  const source = join(root, "empty.ts");
  const outfile = join(root, "empty");
  await Bun.write(source, "export {};\n");
  await Bun.build({ entrypoints: [source], minify: true, bytecode: true, format: "esm", compile: { outfile } });
  if (!existsSync(outfile)) throw new Error(`${outfile} was not created`);
  return outfile;
}
