import { expect, test } from "bun:test";
import type { Fault } from "../../../src/manifest/fault.ts";
import { renderFault } from "../../../src/manifest/render-fault.ts";

const FAULT: Fault = { code: "wrong-type", path: "a.b[0]", line: 3, column: 7, message: "expected text" };

test.each<[Partial<Fault>, string]>([
  [{}, "plugin.yaml:3:7: a.b[0]: expected text"],
  [{ hint: "do this" }, "plugin.yaml:3:7: a.b[0]: expected text (do this)"],
  [{ path: "" }, "plugin.yaml:3:7: expected text"],
  [{ path: "", line: 0, column: 0 }, "plugin.yaml: expected text"],
  [{ message: "a\nb\u001b[31m\u2028\u009b" }, "plugin.yaml:3:7: a.b[0]: a\\u000ab\\u001b[31m\\u2028\\u009b"],
])("renderFault shows %j", (change, line) => {
  expect(renderFault("plugin.yaml", { ...FAULT, ...change })).toBe(line);
});
