import { describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { findTool, withoutTool } from "../../../../helpers/find-tool.ts";
import { createSandbox } from "../../../../helpers/sandbox.ts";

const FILE = resolve(import.meta.dir, "../../../../../src/host/bun/start/inherited-descriptors.ts");
/** Opens a file of its own before and after the descriptors are noted. */
const PROGRAM = `
  const { noteInheritedDescriptors, setInherited } = require(${JSON.stringify(FILE)});
  const { readFileSync, openSync } = require("node:fs");
  const first = noteInheritedDescriptors();
  openSync("/dev/zero");
  const marked = (number) => /^flags:\\s*0?2/m.test(readFileSync("/proc/self/fdinfo/" + number, "utf8"));
  setInherited(first, true);
  const shown = first.map(marked);
  setInherited(first, false);
  console.log(JSON.stringify([first, noteInheritedDescriptors(), shown, first.map(marked)]));
`;

describe.skipIf(process.platform !== "linux")("noteInheritedDescriptors", () => {
  const bash = findTool("bash");
  test.skipIf(bash === null)(`finds what the caller opened, at any number${withoutTool(bash, "bash")}`, async () => {
    using sandbox = createSandbox();
    const line = 'exec "$@" 5</dev/zero 99</dev/null 300<.';
    const program = [bash ?? "", "-c", line, "bash", process.execPath, "-e", PROGRAM];
    const { stdout } = await sandbox.run([], { program });
    const all = [5, 99, 300];
    expect(JSON.parse(stdout)).toEqual([all, all, [false, false, false], [true, true, true]]);
  });

  test("finds nothing where the caller opened nothing", async () => {
    using sandbox = createSandbox();
    const { stdout } = await sandbox.run([], { program: [process.execPath, "-e", PROGRAM] });
    expect(JSON.parse(stdout)).toEqual([[], [], [], []]);
  });
});
