import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findTool } from "./find-tool.ts";
import type { RunOptions, RunResult, Sandbox, Started, Variables } from "./sandbox.ts";

export const INSTALL_SH = resolve(import.meta.dir, "../../build/install.sh");

/** What a released program says of itself here. */
export const SAYS = "luff 9.8.7 for tests";

/** A shell with the programs that install.sh has the choice of. */
export interface Shell {
  readonly name: string;
  /** Null where it is not there. */
  readonly program: readonly string[] | null;
  readonly fetcher: "curl" | "wget";
  readonly hasher: "sha256sum" | "shasum" | "openssl";
  /** Every other program is busybox's too, as on Alpine. */
  readonly applets?: true;
}

const BUSYBOX = findTool("busybox");

/** The shells under test; together they use every tool that install.sh knows. */
export const SHELLS: readonly Shell[] = [
  { name: "sh", program: commandOf("sh"), fetcher: "curl", hasher: "sha256sum" },
  { name: "dash", program: commandOf("dash"), fetcher: "wget", hasher: "shasum" },
  { name: "bash", program: commandOf("bash"), fetcher: "curl", hasher: "openssl" },
  {
    name: "busybox",
    program: BUSYBOX === null ? null : [BUSYBOX, "sh"],
    fetcher: "wget",
    hasher: "sha256sum",
    applets: true,
  },
];

/** Why a shell is not tested: a tool of it that is not there; null where all are. */
export function missingTool(shell: Shell): string | null {
  if (shell.program === null) return shell.name;
  if (shell.applets === true) return null;
  return [shell.fetcher, shell.hasher].find((tool) => findTool(tool) === null) ?? null;
}

/** Programs that install.sh may call, besides those that a shell chooses. */
const COMMON_TOOLS = "cat chmod cp dd grep gzip id mkdir mktemp mv rm tail tar tr unzip".split(" ");

/** Stand-ins for a machine with glibc on x86-64 and 64-bit programs, where nobody waits. */
const MACHINE: Readonly<Record<string, string>> = {
  uname: unameScript("Linux", "x86_64"),
  ldd: 'echo "ldd (GNU libc) 2.36"',
  getconf: "echo 64",
  sleep: ":",
};

/** The body of a `uname` that tells these. */
export function unameScript(system: string, machine: string): string {
  return `case $1 in -s) echo '${system}' ;; -m) echo '${machine}' ;; *) exit 1 ;; esac`;
}

/** How install.sh is run. */
export interface InstallOptions extends Omit<RunOptions, "program" | "stdin"> {
  readonly shell?: Shell;
  /** Bodies of `sh` scripts that stand for programs; null takes a program away. */
  readonly programs?: Readonly<Record<string, string | null>>;
  /** What starts the shell. */
  readonly prefix?: readonly string[];
}

/** Runs install.sh to its end; it finds no programs but the ones it may call. */
export function runInstaller(
  sandbox: Sandbox,
  args: readonly string[],
  options: InstallOptions = {},
): Promise<RunResult> {
  return sandbox.run(args, prepare(sandbox, options));
}

/** Starts install.sh, to be disturbed. */
export function startInstaller(sandbox: Sandbox, args: readonly string[], options: InstallOptions = {}): Started {
  return sandbox.start(args, prepare(sandbox, options));
}

function prepare(sandbox: Sandbox, options: InstallOptions): RunOptions {
  const { shell = SHELLS[0]!, programs = {}, prefix = [], env = {}, ...rest } = options;
  const path = toolFolder(sandbox, shell, { ...MACHINE, ...programs });
  const variables: Variables = { PATH: path, LUFF_INSTALL_DIR: sandbox.path("bin ü"), ...env };
  return { ...rest, env: variables, program: [...prefix, ...(shell.program ?? []), INSTALL_SH] };
}

let folders = 0;

function toolFolder(sandbox: Sandbox, shell: Shell, scripts: Readonly<Record<string, string | null>>): string {
  const folder = `tools-${folders++}`;
  mkdirSync(sandbox.path(folder));
  for (const [name, body] of Object.entries(scripts)) {
    if (body !== null) sandbox.write(join(folder, name), `#!/bin/sh\n${body}\n`, 0o755);
  }
  for (const name of [...COMMON_TOOLS, shell.fetcher, shell.hasher]) {
    const tool = shell.applets === true ? BUSYBOX : findTool(name);
    if (tool !== null && !Object.hasOwn(scripts, name)) sandbox.link(join(folder, name), tool);
  }
  return sandbox.path(folder);
}

/** The archive of a release: a program that says SAYS, or another script, in a folder tree as it is released. */
export function makeArchive(sandbox: Sandbox, name = "luff-linux-amd64.tar.gz", script = `echo "${SAYS}"`): Uint8Array {
  const folder = `archive-${folders++}`;
  const program = name.endsWith(".zip") ? "luff.exe" : "luff";
  sandbox.write(join(folder, program), `#!/bin/sh\n${script}\n`, 0o755);
  sandbox.write(join(folder, "LICENSE"), "a licence");
  const pack = name.endsWith(".zip") ? ["zip", "-q"] : ["tar", "-czf"];
  const { exitCode, stderr } = Bun.spawnSync([...pack, name, program, "LICENSE"], { cwd: sandbox.path(folder) });
  if (exitCode !== 0) throw new Error(`${pack[0]}: ${stderr.toString()}`);
  return readFileSync(sandbox.path(folder, name));
}

/** The files of a release: the archives by their names, and their checksums. */
export function makeRelease(archives: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const lines = Object.entries(archives).map(([name, body]) => `${sha256(body)}  ${name}\n`);
  return { ...archives, "checksums.txt": Buffer.from(lines.join("")) };
}

/** In hexadecimal. */
export function sha256(body: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(body).digest("hex");
}

/** What a run left where it should leave luff at most: names in the sandbox's temporary folder and in `bin ü`. */
export function leftBehind(sandbox: Sandbox): { readonly temporary: string[]; readonly installed: string[] } {
  const list = (path: string): string[] =>
    readdirSync(sandbox.root).includes(path) ? readdirSync(sandbox.path(path)) : [];
  return { temporary: list("tmp"), installed: list("bin ü") };
}

function commandOf(name: string): readonly string[] | null {
  const program = findTool(name);
  return program === null ? null : [program];
}
