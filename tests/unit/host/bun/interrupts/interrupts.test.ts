import { describe, expect, test } from "bun:test";
import { resolve } from "node:path";

const INTERRUPTS = resolve(import.meta.dir, "../../../../../src/host/bun/interrupts/interrupts.ts");

const SOON = '{ milliseconds: 20, lastWords: "last words" }';

/** A program whose thread keeps checking the word, like a Lua machine, and prints what it finds. */
function busyProgram(time: string, whenSet: string): readonly string[] {
  const program = `
    import { interrupts } from ${JSON.stringify(INTERRUPTS)};
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 32768 });
    let word = new Int32Array(memory.buffer, 4096, 1);
    const stop = interrupts.watch({ memory: () => memory.buffer, address: 4096 }, ${time});
    const grow = () => { memory.grow(300); word = new Int32Array(memory.buffer, 4096, 1); interrupts.memoryHasGrown(); };
    console.log("ready");
    for (;;) if (word[0] !== 0) { ${whenSet} }`;
  return [process.execPath, "-e", program];
}

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(command: readonly string[], signal?: NodeJS.Signals): Promise<Ended> {
  const child = Bun.spawn([...command], { stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  let stdout = "";
  for await (const chunk of child.stdout) {
    stdout += Buffer.from(chunk).toString();
    if (signal !== undefined && !stdout.includes("word")) child.kill(signal);
  }
  await child.exited;
  const stderr = await new Response(child.stderr).text();
  return { status: child.exitCode, signal: child.signalCode as string | null, stdout, stderr };
}

describe.if(process.platform === "linux")("a busy thread", () => {
  const leave = 'console.log("word", word[0]); process.exit(0);';

  test.each([
    ["SIGINT", 2],
    ["SIGTERM", 15],
  ] as const)("finds %s in its word", async (signal, number) => {
    const ended = await run(busyProgram("undefined", leave), signal);
    expect(ended).toMatchObject({ status: 0, stdout: `ready\nword ${number}\n` });
  });

  test.each([
    ["SIGINT", "word 2\n"],
    ["SIGTERM", "word 15\n"],
  ] as const)("finds %s there, but not if it was ignored from the start", async (signal, found) => {
    const program = busyProgram("undefined", "").map((word) =>
      word.replace(
        /console\.log\("ready"\)[^]*/,
        `process.kill(process.pid, "${signal}"); console.log("word", word[0]);`,
      ),
    );
    const ignoring = ["/bin/sh", "-c", `trap '' ${signal.slice(3)}; exec "$@"`, "sh", ...program];
    expect(await run(program)).toMatchObject({ status: 0, stdout: found });
    expect(await run(ignoring)).toMatchObject({ status: 0, stdout: "word 0\n" });
  });

  test("finds the end of its time there", async () => {
    const ended = await run(busyProgram(SOON, leave));
    expect(ended).toMatchObject({ status: 0, stdout: "ready\nword 14\n" });
  });

  test("finds it after its memory has grown", async () => {
    const ended = await run(
      busyProgram(SOON, `${leave} `).map((word) => word.replace('console.log("ready")', "grow()")),
    );
    expect(ended).toMatchObject({ status: 0, stdout: "word 14\n" });
  });

  test("that does not check is ended with a message", async () => {
    const ended = await run(busyProgram(SOON, "for (;;);"));
    expect(ended).toMatchObject({ status: 124, stderr: "last words" });
  });

  test("that does not check is ended by a second signal", async () => {
    const ended = await run(busyProgram("undefined", 'console.log("again"); for (;;);'), "SIGINT");
    expect(ended).toMatchObject({ signal: "SIGINT", stdout: "ready\nagain\n" });
  });

  test.each([
    ["undefined", "false"],
    ['{ milliseconds: 60_000, lastWords: "" }', "true"],
  ])("is timed by %s: %s, and by nothing before and afterwards", async (time, timed) => {
    const program = busyProgram(time, "").map((word) =>
      word
        .replace("import { interrupts }", "import { interrupts, isTimed }")
        .replace("const stop", "console.log(isTimed()); const stop")
        .replace(/console\.log\("ready"\)[^]*/, "console.log(isTimed()); stop(); console.log(isTimed());"),
    );
    expect(await run(program)).toMatchObject({ status: 0, stdout: `false\n${timed}\nfalse\n` });
  });

  test("handles signals by itself once it is no longer watched", async () => {
    const program = busyProgram("undefined", "").map((word) =>
      word.replace('console.log("ready")', 'stop(); console.log("ready")'),
    );
    expect(await run(program, "SIGTERM")).toMatchObject({ signal: "SIGTERM" });
  });
});
