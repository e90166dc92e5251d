import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { compileCompact } from "../../build/compact/compile-compact.ts";
import { COMPACT_CACHE, hasCompactSources } from "../../build/compact/fetch-sources.ts";
import { requireToolchain } from "../../build/compact/toolchains.ts";
import { emulatorOf } from "../../build/emulators.ts";
import { TARGETS, targetName, type CompactTarget } from "../../build/targets.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

// Nothing compiled yet means a minute of compiling.
setDefaultTimeout(600_000);

const NATIVE = TARGETS.filter(
  (target): target is CompactTarget =>
    target.host === "quickjs" && target.os === "linux" && ["386", "amd64"].includes(target.arch),
);

/** The command that starts the executable, with an emulator if the kernel cannot; undefined without an emulator or a compiler. */
function starterOf(target: CompactTarget): readonly string[] | undefined {
  const emulator = emulatorOf(target);
  const canBuild = hasCompactSources() && Bun.which(requireToolchain(target).compiler) !== null;
  return typeof emulator === "string" || !canBuild ? undefined : emulator.command;
}

for (const target of NATIVE) {
  const starter = starterOf(target);
  describe.skipIf(starter === undefined)(`the compact executable of ${targetName(target)}`, () => {
    const file = join(COMPACT_CACHE, `test-${target.arch}`);
    const program = [...(starter ?? []), file];
    const emulated = starter !== undefined && starter.length > 0;
    const ofTheKernel = emulated ? " (skipped: the emulator takes address space for itself)" : "";
    let sandbox: Sandbox;
    beforeAll(async () => {
      await compileCompact(target, file);
      sandbox = createSandbox();
    });
    afterAll(() => sandbox.remove());

    const lua = (body: string, env: Record<string, string> = {}): ReturnType<Sandbox["run"]> => {
      sandbox.write("x.lua", `function main(...)\n${body}\nend\n`);
      return sandbox.run([sandbox.path("x.lua")], { program, env });
    };

    test("is a static executable of its machine, of at most 5 MB", () => {
      const { machine, segments } = readElf(readFileSync(file));
      expect(machine).toBe(target.arch === "386" ? EM_386 : EM_X86_64);
      expect(segments).not.toContain(PT_INTERP);
      expect(statSync(file).size).toBeLessThan(5e6);
    });

    test("contains no path of the machine that made it, and is identical when it is made again", async () => {
      expect(readFileSync(file).includes(resolve(import.meta.dir, "../.."))).toBe(false);
      await compileCompact(target, `${file}-again`);
      expect(readFileSync(`${file}-again`).equals(readFileSync(file))).toBe(true);
    });

    test("reports its version and platform", async () => {
      const { exitCode, stdout } = await sandbox.run(["version", "-o", "json"], { program });
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ host: "quickjs", target: targetName(target) });
    });

    test("runs the command of its platform", async () => {
      const command = (arch: string): string => `  - {os: linux, arch: ${arch}, command: "echo ${arch}"}\n`;
      sandbox.write(
        "p/plugin.yaml",
        `name: p\nversion: 1.0.0\nplatformCommand:\n${command("i386")}${command("amd64")}`,
      );
      const { stdout } = await sandbox.run([sandbox.path("p")], { program });
      expect(stdout).toBe(target.arch === "386" ? "i386\n" : "amd64\n");
    });

    test("grows its memory and keeps the content", async () => {
      const { exitCode, stdout, stderr } = await lua(
        'local t = {} for i = 1, 8 do t[i] = ("x"):rep(4096):rep(i << 10) end print(#table.concat(t) >> 20, t[1]:sub(-2))',
      );
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "144\txx\n", stderr: "" });
    });

    test("ends a script with a message if a forged chunk leaves its memory", async () => {
      const { exitCode, stdout, stderr } = await lua(FORGED);
      expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
      // qemu does not check the limit of a segment, which ends the memory on IA-32: the access fails somewhere else.
      const reasons = emulated ? "(?:out of bounds memory access|call stack exhausted)" : "out of bounds memory access";
      expect(stderr).toMatch(new RegExp(`^Error: the Lua machine failed: ${reasons} \\[machine-failed\\]\n$`));
    });

    test("lets errors cross JavaScript in both directions", async () => {
      const { stdout } = await lua(
        'print(pcall(os.date, "%Q")) print(select("#", pcall(io.popen, "x", "q")))' +
          " print(pcall(coroutine.wrap(function() return pcall(os.execute, {}) end)))",
      );
      expect(stdout.split("\n").map((line) => line.split("\t")[0])).toEqual(["false", "2", "true", ""]);
    });

    /** Runs the script with so many kilobytes of address space. */
    const within = (kilobytes: number, body: string, args: readonly string[] = []): ReturnType<Sandbox["run"]> => {
      sandbox.write("x.lua", `function main(...)\n${body}\nend\n`);
      const limited = ["sh", "-c", 'ulimit -v "$0" && exec "$@"', String(kilobytes), file];
      return sandbox.run([...args, sandbox.path("x.lua")], { program: limited });
    };

    // 8 GiB are reserved where the system lets it.
    test.skipIf(emulated).each([16_777_216, 2_097_152, 1_048_576, 262_144, 65_536, 32_768])(
      `runs Lua within %d KiB of address space${ofTheKernel}`,
      async (kilobytes) => {
        const result = await within(kilobytes, 'print(("x"):rep(1 << 20):len())', ["--memory-limit", "64MiB"]);
        expect(result).toMatchObject({ exitCode: 0, stdout: "1048576\n", stderr: "" });
      },
    );

    test.skipIf(emulated)(
      `reports to Lua that memory is exhausted when the address space ends${ofTheKernel}`,
      async () => {
        const body =
          'print(pcall(string.rep, "x", 200 << 20)) local t = {} for i = 1, 1000 do t[i] = i .. "" end print(#t)';
        expect(await within(131_072, body)).toMatchObject({ exitCode: 0, stdout: "false\tnot enough memory\n1000\n" });
      },
    );

    test.skipIf(emulated)(
      `keeps a forged chunk in its memory if little address space is left${ofTheKernel}`,
      async () => {
        expect(await within(262_144, FORGED)).toMatchObject({
          exitCode: 125,
          stdout: "",
          stderr: "Error: the Lua machine failed: out of bounds memory access [machine-failed]\n",
        });
      },
    );

    test.skipIf(emulated)(
      `ends with status 125 and a reason if there is no address space for Lua${ofTheKernel}`,
      async () => {
        expect(await within(target.arch === "386" ? 6500 : 7000, "")).toMatchObject({
          exitCode: 125,
          stdout: "",
          stderr:
            "Error: the Lua machine failed: not enough memory to start [machine-failed]\n" +
            "Hint: a limit on the memory of this process is too low; on POSIX `ulimit -v` shows it.\n",
        });
      },
    );

    test("stops a busy script when its time is over", async () => {
      const { exitCode } = await lua("while true do end", { LUFF_TIME_LIMIT: "50ms" });
      expect(exitCode).toBe(124);
    });
  });
}

const EM_386 = 3;
const EM_X86_64 = 62;
const PT_INTERP = 3;

/** The machine and the types of the segments in a little-endian ELF file. */
function readElf(file: Buffer): { readonly machine: number; readonly segments: readonly number[] } {
  expect(file.subarray(0, 4).toString("latin1")).toBe("\x7fELF");
  const wide = file[4] === 2;
  const start = wide ? Number(file.readBigUInt64LE(32)) : file.readUInt32LE(28);
  const [size, count] = wide
    ? [file.readUInt16LE(54), file.readUInt16LE(56)]
    : [file.readUInt16LE(42), file.readUInt16LE(44)];
  return {
    machine: file.readUInt16LE(18),
    segments: Array.from({ length: count }, (_, index) => file.readUInt32LE(start + index * size)),
  };
}

/** A function whose constant is taken from 512 MiB behind the constants: LOADK 0, LOADK 1 become LOADKX 0, EXTRAARG of the most. */
const FORGED = `
  local code = string.dump(function() local a, b = 1e300, 1e301 return a, b end, true)
  local forged, count = code:gsub("\\3\\0\\0\\0\\131\\128\\0\\0", "\\4\\0\\0\\0\\210\\255\\255\\255")
  assert(count == 1)
  print(pcall(load(forged, "=forged", "b")))
`;
