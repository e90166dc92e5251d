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
  expect(stderr.split("\n").slice(0, 7)).toEqual([
    `Debug: scripts for sh: ${SH} (on PATH)`,
    `Debug: scripts for bash: ${SH} (on PATH)`,
    "Debug: scripts for zsh: no zsh was found. Install zsh, which MSYS2 and Cygwin have, and add its folder to PATH.",
    "Debug: scripts for ksh: no ksh was found. Install ksh, which MSYS2 and Cygwin have, and add its folder to PATH.",
    "Debug: scripts for fish: no fish was found. Install fish, which MSYS2 and Cygwin have, and add its folder to PATH.",
    expect.stringContaining("Debug: scripts for env: no env was found."),
    "Debug: scripts for Python: C:\\t\\py.exe -3 (on PATH)",
  ]);
  expect(stderr).toEndWith("Debug: scripts for Lua: luff itself\n");
  expect((await call(["--debug", "env"], { env: {} })).stderr).toBe("");
});

test("on Windows luff --debug PATH says that luff itself runs the script", async () => {
  const options = { os: "windows", files: { "C:\\work\\x.lua": new Uint8Array([0xff, 0xfe]) }, env: {} };
  expect((await call(["--debug", ".\\x.lua"], options)).stderr).toStartWith("Debug: luff: luff itself runs .\\x.lua\n");
});

test("luff env prints no LUFF_SHELL on other systems", async () => {
  expect((await call(["env"], { env: { LUFF_SHELL: "/bin/sh" } })).stdout).not.toContain("LUFF_SHELL");
});
