import { describe, expect, test } from "bun:test";
import { interleave } from "./interleave.ts";
import { CAN_MEASURE_MEMORY, type Command, peakMemory, timeFirstOutput, timeRun } from "./measure.ts";

function shell(script: string, exitCode = 0): Command {
  return { name: "a script", argv: ["/bin/sh", "-c", script], env: { PATH: "/usr/bin:/bin" }, cwd: "/", exitCode };
}

describe.skipIf(process.platform === "win32")("measuring", () => {
  test("refuses a run that does not end as expected, and shows its output", async () => {
    expect(await timeRun(shell("echo wrong >&2; exit 3")).catch(String)).toContain("exit status 3\nwrong");
    expect((await timeRun(shell("exit 3", 3))).wall).toBeGreaterThan(0);
    expect(await timeFirstOutput(shell("exit 0")).catch(String)).toContain("wrote nothing");
  });

  test("ends the time to the first output before the program ends", async () => {
    const command = shell("echo first; i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo last");
    const start = performance.now();
    const { wall } = await timeFirstOutput(command);
    expect(wall).toBeLessThan((performance.now() - start) / 2);
  });

  test("measures the whole time of a silent command, and the first output of another", async () => {
    const commands = [{ ...shell("exit 0"), silent: true as const }, shell("echo first")];
    const measured = await interleave(commands, { timed: 2, memory: 1, untilFirstOutput: true });
    expect(measured.map(({ samples }) => samples.wall.length)).toEqual([2, 2]);
    const talker = interleave([shell("exit 0")], { timed: 1, memory: 1, untilFirstOutput: true });
    expect(await talker.catch(String)).toContain("wrote nothing");
  });

  test.skipIf(!CAN_MEASURE_MEMORY)(
    "measures a small program's memory, however large the measuring process is",
    async () => {
      const ballast = new Uint8Array(100_000_000).fill(1);
      const bytes = await peakMemory(shell("exit 0"));
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes).toBeLessThan(ballast.length / 2);
    },
  );

  test("returns one sample per round for each command, in order", async () => {
    const commands = [shell("exit 0"), { ...shell("exit 0"), name: "another" }];
    const measured = await interleave(commands, { timed: 3, memory: 1 });
    expect(measured.map(({ command, wall }) => [command, wall.count])).toEqual([
      ["a script", 3],
      ["another", 3],
    ]);
  });
});
