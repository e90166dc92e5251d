import { describe, expect, test } from "bun:test";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runLuaSource } from "../../helpers/run-lua-source.ts";

test("stdin and stdout carry every byte", async () => {
  const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");
  const run = await runLuaSource(`function main() io.write(io.read("a")) end`, { stdin: all });
  expect(run.stdout).toBe(all);
});

test("unprinted output stays in its buffer while a child runs, as in C", async () => {
  const run = await runLuaSource(
    `function main() io.write("a") os.execute("echo b") print("c") os.execute("echo d") end`,
  );
  expect(run.stdout).toBe("b\nac\nd\n");
});

describe.if(process.platform !== "win32")("under a shell", () => {
  const runner = resolve(import.meta.dir, "../../helpers/run-lua.ts");

  /** Both streams of a shell command in which $luff runs the source. */
  const shell = (source: string, command: string): string => {
    const folder = fs.mkdtempSync(join(tmpdir(), "luff-shell-"));
    fs.writeFileSync(join(folder, "script.lua"), source);
    const luff = `"${process.execPath}" "${runner}" script.lua`;
    const child = Bun.spawnSync(["sh", "-c", command.replaceAll("$luff", luff)], { cwd: folder, env: process.env });
    fs.rmSync(folder, { recursive: true });
    return child.stdout.toString() + child.stderr.toString();
  };

  test("a closed reader ends the script quietly with 141", () => {
    const source = "function main() for i = 1, 1e7 do print(i) end end";
    expect(shell(source, "{ $luff; echo $? >&2; } | head -n 1")).toBe("1\n141\n");
  });

  test.if(process.platform === "linux")("streams that were closed are bad descriptors", () => {
    const source = `
      function main()
        local _, message = io.read()
        local _, other = io.stdout:write(("x"):rep(100000))
        io.stderr:write(message, ", ", other, "\\n")
      end`;
    expect(shell(source, "$luff <&- >&-")).toBe("Bad file descriptor, Bad file descriptor\n");
  });

  test.each(["", "os.exit()"])("the rest of a file that was read ahead is left to the next program after %p", (end) => {
    const source = `function main() print(io.read()) ${end} end`;
    expect(shell(source, "printf 'one\\ntwo\\n' > file; { $luff; cat; } < file")).toBe("one\ntwo\n");
  });

  test("a full disk is an error", () => {
    const source = `function main() io.write("x") io.stderr:write((select(2, io.stdout:flush()))) end`;
    expect(shell(source, "$luff > /dev/full")).toBe("No space left on device");
  });
});
