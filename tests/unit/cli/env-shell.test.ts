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
    'Warning: LUFF_SHELL is "C:\\x.exe", and there is no such file\n',
  ],
])("on Windows luff env LUFF_SHELL prints %s", async (_title, env, stdout, stderr) => {
  const outcome = await call(["env", "LUFF_SHELL"], { os: "windows", files: { [SH]: "MZ" }, env });
  expect(outcome).toMatchObject({ status: 0, stdout, stderr });
});

test("luff env prints no LUFF_SHELL on other systems", async () => {
  expect((await call(["env"], { env: { LUFF_SHELL: "/bin/sh" } })).stdout).not.toContain("LUFF_SHELL");
});
