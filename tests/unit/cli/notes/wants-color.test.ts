import { expect, test } from "bun:test";
import { wantsColor } from "../../../../src/cli/notes/wants-color.ts";
import { createMemoryHost } from "../../../helpers/memory-host.ts";

test.each<[Record<string, string>, boolean, boolean]>([
  [{}, false, true],
  [{ TERM: "xterm" }, false, true],
  [{ TERM: "dumb" }, false, false],
  [{ NO_COLOR: "" }, false, true],
  [{ NO_COLOR: "1" }, false, false],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, false, false],
  [{ FORCE_COLOR: "" }, false, true],
  [{ FORCE_COLOR: "0" }, false, false],
  [{ FORCE_COLOR: "1", TERM: "dumb" }, true, true],
  [{ FORCE_COLOR: "true" }, true, true],
])("with %j, text is styled in a file: %p, in a terminal: %p", (env, inFile, inTerminal) => {
  expect(wantsColor(createMemoryHost({ env }))).toBe(inFile);
  expect(wantsColor(createMemoryHost({ env, terminals: ["stdout"] }))).toBe(inTerminal);
});
