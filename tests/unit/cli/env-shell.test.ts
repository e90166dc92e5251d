import { expect, test } from "bun:test";
import { call } from "../../helpers/call-luff.ts";

const SH = "C:\\Git\\bin\\sh.exe";

test.each([
  ["the shell that is found", { Path: "C:\\Git\\bin" }, `${SH}\n`, ""],
  ["the shell that the user names", { LUFF_SHELL: SH }, `${SH}\n`, ""],
  ["nothing if there is none", {}, "\n", ""],
  [
    "nothing, and a warning, if the user names a missing one",
    { LUFF_SHELL: "C:\\x.exe" },
    "\n",
    'Warning: LUFF_SHELL is "C:\\x.exe", and there is no such file. Set LUFF_SHELL to the path of a sh.exe or bash.exe, such as C:\\Program Files\\Git\\bin\\sh.exe, or unset it.\n',
  ],
])("on Windows luff env LUFF_SHELL prints %s", async (_title, env, stdout, stderr) => {
  const outcome = await call(["env", "LUFF_SHELL"], { os: "windows", files: { [SH]: "MZ" }, env });
  expect(outcome).toMatchObject({ status: 0, stdout, stderr });
});

test("luff --debug env says on stderr what runs the scripts of each interpreter", async () => {
  const files = { [SH]: "MZ", "C:\\t\\py.exe": "MZ" };
  const env = { Path: "C:\\Git\\bin;C:\\t" };
  const { status, stderr } = await call(["--debug", "env"], { os: "windows", files, env });
  expect(status).toBe(0);
  const lines = stderr.replaceAll("Debug: 0 ms: ", "").split("\n");
  expect(lines.slice(3, 10)).toEqual([
    `scripts for sh: ${SH} (on PATH)`,
    `scripts for bash: ${SH} (on PATH)`,
    "scripts for zsh: no zsh was found. Install zsh, which MSYS2 and Cygwin have, and add its folder to PATH.",
    "scripts for ksh: no ksh was found. Install ksh, which MSYS2 and Cygwin have, and add its folder to PATH.",
    "scripts for fish: no fish was found. Install fish, which MSYS2 and Cygwin have, and add its folder to PATH.",
    expect.stringContaining("scripts for env: no env was found."),
    "scripts for Python: C:\\t\\py.exe -3 (on PATH)",
  ]);
  expect(lines.slice(-3)).toEqual(["scripts for Lua: luff itself", "luff ends with status 0", ""]);
  expect((await call(["--debug", "env"], { env: {} })).stderr).not.toContain("scripts for");
});

test("luff --debug PATH says how luff itself runs the script", async () => {
  const files = { "C:\\work\\x.lua": new Uint8Array([0xff, 0xfe]) };
  const { stderr } = await call(["--debug", "--time-limit", "2s", ".\\x.lua"], { os: "windows", files, env: {} });
  const lines = stderr.replaceAll("Debug: 0 ms: ", "").split("\n");
  expect(lines.slice(3, 6)).toEqual([
    "Lua script .\\x.lua, of no plugin; arguments: none",
    "package.path: C:\\work\\?.lua;C:\\work\\?\\init.lua;C:\\work\\lua\\?.lua;C:\\work\\lua\\?\\init.lua;" +
      "C:\\work\\lua_modules\\share\\lua\\5.4\\?.lua;C:\\work\\lua_modules\\share\\lua\\5.4\\?\\init.lua",
    "limits: memory none; time 2s, set by --time-limit; output none",
  ]);
});

test("luff env prints no LUFF_SHELL on other systems", async () => {
  expect((await call(["env"], { env: { LUFF_SHELL: "/bin/sh" } })).stdout).not.toContain("LUFF_SHELL");
});
