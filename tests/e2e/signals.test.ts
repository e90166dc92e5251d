import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { resolve } from "node:path";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsCompactHost, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const SIGNALS = [
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
  ["SIGQUIT", 3],
] as const;

/** Prints "ready". On one of the signals it cleans up, prints that and exits with 40. */
const CLEANER = `#!/bin/sh
clean() { echo "cleaned after $1"; exit 40; }
trap 'clean INT' INT; trap 'clean TERM' TERM; trap 'clean HUP' HUP; trap 'clean QUIT' QUIT
echo ready
turns=0
while [ "$turns" -lt 600 ]; do sleep 0.1; turns=$((turns + 1)); done
`;
const STARTER = resolve(import.meta.dir, "../helpers/start-program.ts");

type Running = Bun.Subprocess<"pipe", "pipe", "ignore">;

function spawn(sandbox: Sandbox, program: readonly string[]): Running {
  return Bun.spawn([...program], { cwd: sandbox.work, env: sandbox.env, stdio: ["pipe", "pipe", "ignore"] });
}

/** The two ways of starting a plugin: taking luff's place, and as a child on systems that cannot do that. */
const WAYS: Readonly<Record<string, (sandbox: Sandbox, name: string) => Running>> = {
  "luff NAME": (sandbox, name) => spawn(sandbox, [...programUnderTest(), name]),
  "a child of luff": (sandbox, name) => {
    const file = sandbox.path("plugins", name, "run.sh");
    const start = { file, name: file, args: [], variables: {} };
    return spawn(sandbox, [process.execPath, STARTER, "child", JSON.stringify(start)]);
  },
};

/** Waits until the program has written its first line; the rest of its output is read by `rest`. */
async function readLine(stream: ReadableStream<Uint8Array>): Promise<{ line: string; rest: () => Promise<string> }> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (!text.includes("\n")) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  const end = text.indexOf("\n") + 1;
  const rest = async (): Promise<string> => {
    let more = text.slice(end);
    for (let next = await reader.read(); !next.done; next = await reader.read()) more += decoder.decode(next.value);
    return more;
  };
  return { line: text.slice(0, end), rest };
}

describe.skipIf(testsWindows()).each(Object.entries(WAYS))("a plugin that runs as %s", (_title, start) => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("cleaner", manifestOf("cleaner"), { "run.sh": CLEANER });
    sandbox.addPlugin("waiter", manifestOf("waiter"), { "run.sh": "#!/bin/sh\necho ready\nread -r line\n" });
  });
  afterAll(() => sandbox.remove());

  test.each(SIGNALS)("cleans up after %s, and luff returns its exit status", async (signal) => {
    const running = start(sandbox, "cleaner");
    const { line, rest } = await readLine(running.stdout);
    expect(line).toBe("ready\n");
    running.kill(signal);
    expect(await rest()).toBe(`cleaned after ${signal.slice(3)}\n`);
    await running.exited;
    expect([running.exitCode, running.signalCode]).toEqual([40, null]);
  });

  test.each(SIGNALS)("dies of %s if it does not handle it", async (signal, number) => {
    const running = start(sandbox, "waiter");
    await readLine(running.stdout);
    running.kill(signal);
    await running.exited;
    // A shell calls both of them 128 + n.
    expect(running.signalCode === signal ? 128 + number : running.exitCode).toBe(128 + number);
  });
});

describe.skipIf(testsWindows())("a shell that runs luff", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("die", manifestOf("die"), { "run.sh": '#!/bin/sh\nkill -"$1" $$\n' });
  });
  afterAll(() => sandbox.remove());

  test.each([...SIGNALS, ["SIGKILL", 9], ["SIGUSR1", constants.signals.SIGUSR1], ["SIGPIPE", 13]] as const)(
    "sees a plugin's death by %s as 128 + %i",
    async (signal, number) => {
      const line = '"$@" 2>/dev/null; echo "status $?"';
      const { stdout } = await runInShell(sandbox, line, ["die", signal.slice(3)]);
      expect(stdout).toBe(`status ${number + 128}\n`);
    },
  );
});

/** Reads a line after a signal that came before the line. */
const READER = `function main() print("ready"); io.stdout:flush(); print("read " .. tostring(io.read())) end\n`;

describe.skipIf(testsWindows()).each(SIGNALS.slice(0, 2))("a Lua script that is sent %s", (...[signal]) => {
  const readThrough = async (start: readonly string[]): Promise<readonly [string, number | null]> => {
    using sandbox = createSandbox();
    const running = spawn(sandbox, [...start, ...programUnderTest(), sandbox.write("reader.lua", READER)]);
    const { rest } = await readLine(running.stdout);
    running.kill(signal);
    void running.stdin.write("line\n");
    await running.stdin.end();
    const shown = await rest();
    await running.exited;
    return [shown, running.exitCode];
  };

  test("keeps running if the signal was ignored before it started, as in the background of a shell", async () => {
    const ignoring = ["/bin/sh", "-c", `trap '' ${signal.slice(3)}; exec "$@"`, "sh"];
    expect(await readThrough(ignoring)).toEqual(["read line\n", 0]);
  });
});

test.skipIf(testsWindows()).each(["INT", "QUIT"])(
  "Commands of a script get a SIG%s that luff's caller ignores as ignored, and otherwise not",
  async (signal) => {
    using sandbox = createSandbox();
    const command = `kill -${signal} $$; echo survived`;
    sandbox.write("work/x.lua", `print(os.execute([[${command}]])) io.write(io.popen([[${command}]]):read("a"))\n`);
    const ignoring = await runInShell(sandbox, `trap '' ${signal}; exec "$@"`, ["./x.lua"]);
    expect(ignoring).toMatchObject({ exitCode: 0, stdout: "survived\ntrue\texit\t0\nsurvived\n" });
    const usual = await runInShell(sandbox, `exec "$@"`, ["./x.lua"]);
    expect(usual).toMatchObject({ exitCode: 0, stdout: `nil\tsignal\t${signal === "INT" ? 2 : 3}\n` });
  },
);

const WITHOUT_REAPER = resolve(import.meta.dir, "../helpers/end-without-reaper.ts");
/** So often a slow machine may be too slow. */
const ATTEMPTS = 20;
/** luff waits for what still runs of a hook for so long, in milliseconds. */
const GRACE = 2000;

test.skipIf(process.platform !== "linux" || testsWindows()).each([
  ["a shell's", "sleep 600 & echo ready; wait"],
  ["a Lua script's", "luff $HELM_PLUGIN_DIR/hook.lua"],
])(
  "A signal ends luff without waiting for what has ended of a hook, and that nobody asks about: %s",
  async (_title, hook) => {
    using sandbox = createSandbox();
    sandbox.write("work/slow/plugin.yaml", `${manifestOf("slow")}hooks:\n  install: ${hook}\n`);
    sandbox.write("work/slow/hook.lua", 'os.execute("sleep 600 & echo ready; wait")\n');
    const program = [process.execPath, WITHOUT_REAPER, ...programUnderTest()];
    let fastest = GRACE;
    for (let attempt = 0; attempt < ATTEMPTS && fastest >= GRACE; attempt++) {
      const { stdout } = await sandbox.run(["plugin", "install", "./slow"], { program });
      const { status, milliseconds } = JSON.parse(stdout) as { status: number; milliseconds: number };
      expect(status).toBe(143);
      fastest = Math.min(fastest, milliseconds);
    }
    expect(fastest).toBeLessThan(GRACE);
  },
);

/** Lua that loops in a forged chunk and never checks whether to stop. */
const BROKEN = String.raw`
local forged, count = string.dump(function() for a in type do end end, true):gsub("\x4d\0\1\0", "\x4d\x80\0\0")
assert(count == 1)
function main()
  print("ready")
  load(forged, "=forged", "b")()
end
`;

describe.skipIf(process.platform !== "linux" || testsWindows())("a Lua machine that a forged chunk broke", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.write("broken.lua", BROKEN);
  });
  afterAll(() => sandbox.remove());

  const startBroken = async (): Promise<Running> => {
    const running = spawn(sandbox, [...programUnderTest(), sandbox.path("broken.lua")]);
    expect((await readLine(running.stdout)).line).toBe("ready\n");
    // It reaches the chunk only some time after it starts.
    const before = processorTicks(running);
    while (processorTicks(running) < before + 30) await Bun.sleep(20);
    return running;
  };

  test.each(SIGNALS.slice(0, 2))("ends when %s comes again", async (signal) => {
    const running = await startBroken();
    // The second of two signals that come close together may be lost.
    const again = setInterval(() => running.kill(signal), 200);
    await running.exited;
    clearInterval(again);
    expect(running.signalCode).toBe(signal);
  });

  const byTwo = testsCompactHost() ? "" : " (skipped: in Bun's host it takes two)";
  test.skipIf(byTwo !== "").each(SIGNALS.slice(0, 2))(`ends by itself at one %s${byTwo}`, async (signal) => {
    const running = await startBroken();
    running.kill(signal);
    await running.exited;
    expect(running.signalCode).toBe(signal);
  });
});

/** Plugins whose check takes seconds: in their options for luacheck, and in luacheck itself. */
const LONG_CHECKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "options for luacheck": { ".luacheckrc": "while true do end\n" },
  scripts: Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`${number}.lua`, "a = b.c\n".repeat(4000)])),
};

describe.skipIf(process.platform !== "linux" || testsWindows()).each(SIGNALS.slice(0, 2))(
  "luff plugin lint that is sent %s",
  (signal, number) => {
    test.each(Object.entries(LONG_CHECKS))(
      "ends in the check of %s, and leaves nothing behind",
      async (_title, files) => {
        using sandbox = createSandbox();
        const all = { "plugin.yaml": manifestOf("slow"), "main.lua": "function main() end\n", ...files };
        for (const [name, text] of Object.entries(all)) sandbox.write(`work/slow/${name}`, text);
        const program = [...programUnderTest(), "plugin", "lint", "slow"];
        const running = Bun.spawn(program, { cwd: sandbox.work, env: sandbox.env, stdio: ["ignore", "pipe", "pipe"] });
        while (processorTicks(running) < 60) await Bun.sleep(20);
        running.kill(signal);
        const [stdout, stderr] = await Promise.all([running.stdout, running.stderr].map((stream) => stream.text()));
        await running.exited;
        expect({ status: running.exitCode, stdout }).toEqual({ status: 128 + number, stdout: "" });
        expect(stderr).toStartWith("Error: a signal ended the check of the plugin's Lua scripts");
        expect(readdirSync(sandbox.path("tmp"))).toEqual([]);
        expect(readdirSync(sandbox.path("work/slow")).toSorted()).toEqual(Object.keys(all).toSorted());
      },
    );
  },
);

/** Hundredths of a second that a running process has computed. */
function processorTicks({ pid }: Pick<Running, "pid">): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /s, "")
    .split(" ");
  return Number(fields[11]);
}
