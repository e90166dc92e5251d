import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { HostError, type HostErrorKind } from "../../src/host/host-error.ts";
import type { ProgramStart } from "../../src/host/processes.ts";
import { canRunCompactHost, compactHostDriver } from "../helpers/compact-host.ts";
import { createMemoryHost } from "../helpers/memory-host.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

/** The outcome of `Processes.run`: the exit status that it returned or that the process ended with, or the error's kind. */
interface Ending {
  readonly status?: number;
  readonly error?: HostErrorKind;
  /** The arguments and the variable X as the program had them. */
  readonly seen?: string;
}

interface Runner {
  /** Runs a program below the sandbox; the programs themselves are made by `beforeAll`. */
  run(sandbox: Sandbox, program: ProgramStart): Promise<Ending>;
}

const STARTER = resolve(import.meta.dir, "../helpers/start-program.ts");

/** The call does not return if the program replaces the process, so it runs in a process of its own. */
function inProcess(starter: () => readonly string[]): Runner {
  return {
    async run(sandbox, program) {
      const { exitCode, stdout, stderr } = await sandbox.run([JSON.stringify(program)], { program: starter() });
      const error = /^HostError (.*)$/m.exec(stderr)?.[1] as HostErrorKind | undefined;
      return error === undefined ? { status: exitCode ?? -1, seen: stdout } : { error };
    },
  };
}

const inMemory: Runner = {
  async run(sandbox, program) {
    const host = createMemoryHost({
      files: {
        [sandbox.path("show")]: { kind: "program" },
        [sandbox.path("exit7")]: { kind: "program" },
        [sandbox.path("text")]: "x",
        [sandbox.path("folder")]: { kind: "directory" },
      },
      runProgram: ({ file }) => (file.endsWith("exit7") ? 7 : 0),
    });
    try {
      const status = await host.processes.run(program);
      const [{ args, variables }] = host.started as [ProgramStart];
      return { status, seen: [...args, variables["X"] ?? ""].map((text) => `[${text}]\n`).join("") };
    } catch (error) {
      if (error instanceof HostError) return { error: error.kind };
      throw error;
    }
  },
};

const RUNNERS: Readonly<Record<string, Runner>> = {
  "the Bun host": inProcess(() => [process.execPath, STARTER, "host"]),
  "the Bun host where no process can be replaced": inProcess(() => [process.execPath, STARTER, "child"]),
  ...(canRunCompactHost() ? { "the QuickJS host": inProcess(() => [compactHostDriver(), "host"]) } : {}),
  "the in-memory host": inMemory,
};

describe.skipIf(process.platform === "win32").each(Object.entries(RUNNERS))("Processes of %s", (_name, runner) => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.write("show", '#!/bin/sh\nprintf "[%s]\\n" "$@" "$X"\n', 0o755);
    sandbox.write("exit7", "#!/bin/sh\nexit 7\n", 0o755);
    sandbox.write("text", "x");
    sandbox.write("folder/f", "x");
  });
  afterAll(() => sandbox.remove());

  const run = (file: string, rest: Partial<ProgramStart> = {}): Promise<Ending> =>
    runner.run(sandbox, { file: sandbox.path(file), name: file, args: [], variables: {}, ...rest });

  test("returns the program's exit status", async () => {
    expect(await run("exit7")).toMatchObject({ status: 7 });
    expect(await run("show", { args: ["a"] })).toMatchObject({ status: 0 });
  });

  test("passes arguments and variables unchanged", async () => {
    const args = ["", "a b", "*", "$HOME", "q\"'", "ü\n", "-n", "--", "\u{1F600}"];
    const expected = [...args, "v v"].map((text) => `[${text}]\n`).join("");
    expect(await run("show", { args, variables: { X: "v v" } })).toEqual({ status: 0, seen: expected });
  });

  test.each([
    ["not-found", "absent"],
    ["denied", "text"],
    ["denied", "folder"],
  ] as const)("throws %s for %s", async (error, file) => {
    expect(await run(file)).toEqual({ error });
  });
});
