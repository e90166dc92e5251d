import { mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { packArchive } from "../../build/release/archive.ts";
import { checksumOf, renderChecksums } from "../../build/release/checksums.ts";
import { findTool } from "./find-tool.ts";
import type { ReleaseServer } from "./release-server.ts";
import type { RunOptions, RunResult, Sandbox, Started, Variables } from "./sandbox.ts";

export const INSTALL_SH = resolve(import.meta.dir, "../../build/install.sh");

/** The text that a released program prints here. */
export const SAYS = "luff 9.8.7 for tests";

/** The archive for the machine that the stand-ins report. */
export const ARCHIVE = "luff-linux-amd64.tar.gz";

/** Whether the first of SHELLS cannot run. */
export const SKIP_INSTALLS =
  process.platform === "win32" || findTool("curl") === null || findTool("sha256sum") === null;

/** A shell with the programs that install.sh chooses from. */
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

/** Why a shell is not tested: one of its tools is missing; null if all exist. */
export function missingTool(shell: Shell): string | null {
  if (shell.program === null) return shell.name;
  if (shell.applets === true) return null;
  return [shell.fetcher, shell.hasher].find((tool) => findTool(tool) === null) ?? null;
}

/** Programs that install.sh may call, besides those that a shell chooses. */
const COMMON_TOOLS = "cat chmod cp dd grep gzip id mkdir mktemp mv rm tail tar tr unzip".split(" ");

/** Stand-ins for a machine with glibc on x86-64 and 64-bit programs, without waiting times. */
const MACHINE: Readonly<Record<string, string>> = {
  uname: unameScript("Linux", "x86_64"),
  ldd: 'echo "ldd (GNU libc) 2.36"',
  getconf: "echo 64",
  sleep: ":",
};

/** The body of a `uname` that prints these. */
export function unameScript(system: string, machine: string): string {
  return `case $1 in -s) echo '${system}' ;; -m) echo '${machine}' ;; *) exit 1 ;; esac`;
}

/** How install.sh is run. With `stdin` the shell reads that instead of the file, as behind `curl … |`. */
export interface InstallOptions extends Omit<RunOptions, "program"> {
  readonly shell?: Shell;
  /** Bodies of `sh` scripts that replace programs; null removes a program. */
  readonly programs?: Readonly<Record<string, string | null>>;
  /** Folders at the end of PATH. */
  readonly path?: readonly string[];
  /** The command that starts the shell. */
  readonly prefix?: readonly string[];
}

/** Runs install.sh to its end; it finds only the programs that it may call. */
export function runInstaller(
  sandbox: Sandbox,
  args: readonly string[],
  options: InstallOptions = {},
): Promise<RunResult> {
  return sandbox.run(args, prepare(sandbox, options));
}

/** Starts install.sh, to be disturbed. */
export function startInstaller(
  sandbox: Sandbox,
  args: readonly string[],
  options: Omit<InstallOptions, "stdin"> = {},
): Started {
  return sandbox.start(args, prepare(sandbox, options));
}

function prepare(sandbox: Sandbox, options: InstallOptions): RunOptions {
  const { shell = SHELLS[0]!, programs = {}, path = [], prefix = [], env = {}, ...rest } = options;
  const tools = toolFolder(sandbox, shell, { ...MACHINE, ...programs });
  const script = rest.stdin === undefined ? [INSTALL_SH] : ["-s", "--"];
  const variables: Variables = { PATH: [tools, ...path].join(":"), LUFF_INSTALL_DIR: sandbox.path("bin ü"), ...env };
  return { ...rest, env: variables, program: [...prefix, ...(shell.program ?? []), ...script] };
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

/** Zip knows no time before 1980. */
const RELEASED = new Date("2026-01-01");

/** The archive of a target, as it is released, with a program that says SAYS or with another `sh` script. */
export function makeArchive(name: string, script = `echo "${SAYS}"`): Promise<Uint8Array> {
  const content = new TextEncoder().encode(`#!/bin/sh\n${script}\n`);
  const program = { name: name.endsWith(".zip") ? "luff.exe" : "luff", content, executable: true } as const;
  return packArchive(name, [program, { name: "LICENSE", content }], RELEASED);
}

/** The files of a release: the archives by their names, and their checksums. */
export function makeRelease(archives: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const checksums = Object.entries(archives).map(([name, body]) => checksumOf(name, body));
  return { ...archives, "checksums.txt": new TextEncoder().encode(renderChecksums(checksums)) };
}

/** A release with one archive. */
export async function releaseOf(name: string): Promise<Record<string, Uint8Array>> {
  return makeRelease({ [name]: await makeArchive(name) });
}

/** Runs install.sh against a server. */
export function installFrom(
  server: ReleaseServer,
  sandbox: Sandbox,
  args: readonly string[] = [],
  options: InstallOptions = {},
): Promise<RunResult> {
  return runInstaller(sandbox, args, { ...options, env: { LUFF_BASE_URL: server.base, ...options.env } });
}

/** Runs install.sh with a release in the working folder. */
export function installFromFolder(
  sandbox: Sandbox,
  release: Readonly<Record<string, Uint8Array>>,
  args: readonly string[] = [],
  options: InstallOptions = {},
): Promise<RunResult> {
  for (const [name, body] of Object.entries(release)) sandbox.write(join("work", name), body);
  return runInstaller(sandbox, ["--offline", ".", ...args], options);
}

/** The result of `leftBehind` if nothing was installed. */
export const NOTHING = { temporary: [], installed: [] };

/** The result of `leftBehind` if luff was installed. */
export const LUFF = { temporary: [], installed: ["luff"] };

/** The files that a run left in places where only luff may be left: names in the sandbox's temporary folder and in `bin ü`. */
export function leftBehind(sandbox: Sandbox): { readonly temporary: string[]; readonly installed: string[] } {
  const list = (path: string): string[] =>
    readdirSync(sandbox.root).includes(path) ? readdirSync(sandbox.path(path)) : [];
  return { temporary: list("tmp"), installed: list("bin ü") };
}

function commandOf(name: string): readonly string[] | null {
  const program = findTool(name);
  return program === null ? null : [program];
}
