import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { ptr } from "bun:ffi";
import { executeError } from "../../../../../src/host/bun/start/execute-error.ts";
import { createSandbox, type Sandbox } from "../../../../helpers/sandbox.ts";

describe.skipIf(process.platform === "win32")("executeError", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.write("text", "x");
    sandbox.write("empty", "", 0o755);
    sandbox.write("missing-interpreter", "#!/no/interpreter\n", 0o755);
    sandbox.link("circle", "circle");
  });
  afterAll(() => sandbox.remove());

  test.each([
    ["absent", "ENOENT", "no such file or directory"],
    ["missing-interpreter", "ENOENT", "no such file or directory"],
    ["text", "EACCES", "permission denied"],
    ["home", "EACCES", "permission denied"],
    ["text/x", "ENOTDIR", "not a directory"],
    ["circle", "ELOOP", undefined],
    ["empty", "ENOEXEC", "exec format error"],
  ])("describes %s: %s", (path, code, sentence) => {
    const file = Buffer.from(`${sandbox.path(path)}\0`);
    const error = executeError(file, new BigUint64Array([BigInt(ptr(file)), 0n]));
    expect(error).toMatchObject({ code });
    if (sentence !== undefined) expect(error?.message).toBe(`${code}: ${sentence}`);
  });
});
