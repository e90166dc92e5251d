import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { noteCrash } from "./note-crash.ts";
import { programUnderTest, testsWine } from "./program-under-test.ts";
import { sandboxEnvironment, startEnvironment } from "./sandbox-environment.ts";
import { shownPath } from "./shown-path.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  /** Added to the sandbox's own environment; undefined removes a variable. */
  readonly env?: Variables;
  /** The program's standard input; an empty file if absent. */
  readonly stdin?: string | Uint8Array;
  /** Absolute, or relative to the sandbox's root; the `work` folder where it is absent. */
  readonly cwd?: string;
  /** Another program than luff: its path and first arguments. */
  readonly program?: readonly string[];
}

export interface RunResult {
  /** Null where a signal ended the program. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running program whose output is still to come: kill it, read it, or await `result`, which reads all. */
export interface Started {
  readonly process: Bun.Subprocess<"pipe", "pipe", "pipe">;
  readonly result: Promise<RunResult>;
}

/** A folder of its own for one test, with a space and letters outside ASCII in its name. */
export interface Sandbox extends Disposable {
  readonly root: string;
  /** HOME of programs in the sandbox. */
  readonly home: string;
  /** HELM_PLUGINS of programs in the sandbox; the folder exists and is empty. */
  readonly plugins: string;
  /** The working folder of programs in the sandbox. */
  readonly work: string;
  /** The environment of programs in the sandbox, for tests to look at. */
  readonly env: Readonly<Record<string, string>>;
  /** An absolute path below the root. */
  path(...parts: string[]): string;
  /** The same path as the luff under test knows and shows it, which is another one under Wine alone. */
  shown(...parts: string[]): string;
  /** Writes a file below the root, folders included, and returns its absolute path. `mode` is 0o644 where absent. */
  write(path: string, content: string | Uint8Array, mode?: number): string;
  /** Makes a symbolic link below the root and returns its absolute path. */
  link(path: string, target: string): string;
  /** Puts a plugin below `plugins`: its manifest and its files, those that begin with `#!` executable. Returns its folder. */
  addPlugin(folder: string, manifest: string, files?: Readonly<Record<string, string>>): string;
  /** Runs luff to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Starts luff with an open standard input, which `process.stdin` writes and ends. */
  start(args: readonly string[], options?: Omit<RunOptions, "stdin">): Started;
  /** Removes the folder. */
  remove(): void;
}

/** Makes a sandbox below the system's temporary folder. Use `using sandbox = createSandbox()`, or call `remove`. */
export function createSandbox(): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "luff tést ü-")));
  const at = (...parts: string[]): string => join(root, ...parts);
  for (const folder of ["home", "plugins", "work", "tmp"]) mkdirSync(at(folder));
  const env = sandboxEnvironment(root);

  const write: Sandbox["write"] = (path, content, mode = 0o644) => {
    const file = at(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
    return file;
  };
  const spawn = <In extends "pipe" | Uint8Array>(args: readonly string[], options: RunOptions, stdin: In) => {
    const started = Bun.spawn([...(options.program ?? programUnderTest()), ...args], {
      cwd: resolve(root, options.cwd ?? "work"),
      env: environmentOf(overlay(env, options.env ?? {}), options),
      stdin,
      stdout: "pipe",
      stderr: "pipe",
    });
    if (options.program === undefined) void started.exited.then(() => noteCrash(args, started));
    return started;
  };
  const remove = (): void => rmSync(root, { recursive: true, force: true });

  return {
    root,
    home: at("home"),
    plugins: at("plugins"),
    work: at("work"),
    env,
    path: at,
    shown: (...parts) => shownPath(at(...parts)),
    write,
    link(path, target) {
      mkdirSync(dirname(at(path)), { recursive: true });
      symlinkSync(target, at(path));
      return at(path);
    },
    addPlugin(folder, manifest, files = {}) {
      write(join("plugins", folder, "plugin.yaml"), manifest);
      for (const [name, content] of Object.entries(files)) {
        write(join("plugins", folder, name), content, content.startsWith("#!") ? 0o755 : 0o644);
      }
      return at("plugins", folder);
    },
    run: (args, options = {}) => collect(spawn(args, options, toBytes(options.stdin ?? ""))),
    start(args, options = {}) {
      const process = spawn(args, options, "pipe");
      return {
        process,
        get result() {
          return collect(process);
        },
      };
    },
    remove,
    [Symbol.dispose]: remove,
  };
}

async function collect(process: Bun.Subprocess<"pipe" | Uint8Array, "pipe", "pipe">): Promise<RunResult> {
  const [stdout, stderr] = await Promise.all([process.stdout.text(), process.stderr.text(), process.exited]);
  const signal = process.signalCode as NodeJS.Signals | null;
  return { exitCode: signal === null ? process.exitCode : null, signal, stdout, stderr: withoutWine(stderr) };
}

/** What Wine itself writes at times while a process ends, after all that luff has written; it may end in the middle. */
const WINE_NOISE = /^wine client error:[0-9a-f]+:.*\n?/gm;

function withoutWine(stderr: string): string {
  return testsWine() ? stderr.replace(WINE_NOISE, "") : stderr;
}

function overlay(base: Readonly<Record<string, string>>, changes: Variables): Record<string, string> {
  const merged: Variables = { ...base, ...changes };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** luff's own environment may take another way than that of other programs. */
function environmentOf(variables: Record<string, string>, { program }: RunOptions): Record<string, string> {
  return program === undefined ? startEnvironment(variables) : variables;
}

function toBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}
