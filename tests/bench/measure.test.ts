import { describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    const folder = mkdtempSync(join(tmpdir(), "luff-measure-"));
    const [written, end] = [join(folder, "written"), join(folder, "end")];
    const command = shell('echo first; : >"$1"; until [ -e "$2" ]; do sleep 0.01; done; echo last');
    const start = performance.now();
    const measured = timeFirstOutput({ ...command, argv: [...command.argv, "sh", written, end] });
    while (!existsSync(written)) await Bun.sleep(10);
    // The output is there. Until the second of two pauses this process has read it.
    for (let pause = 0; pause < 2; pause++) await Bun.sleep(50);
    const lasted = performance.now() - start;
    writeFileSync(end, "");
    expect((await measured).wall).toBeLessThan(lasted);
    rmSync(folder, { recursive: true });
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
