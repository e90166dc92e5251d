import { expect, test } from "bun:test";
import { summariseCommand } from "./interleave.ts";
import { renderScenario } from "./report.ts";

test("a table says which command is missing here, and why", () => {
  const measured = [summariseCommand("luff, cjson", { wall: [20], cpu: [10], memory: [2e6] })];
  const absent = [{ command: "lua5.4, cjson", reason: "lua-cjson is missing" }];
  const result = { name: "x", title: "JSON", reference: "lua5.4, cjson", untilFirstOutput: false, measured, absent };
  const lines = renderScenario(result).split("\n");
  expect(lines.find((line) => line.startsWith("lua5.4"))?.split(/\s{2,}/)).toEqual([
    "lua5.4, cjson",
    "lua-cjson is missing",
  ]);
  expect(lines.find((line) => line.startsWith("luff"))?.split(/\s{2,}/)).toEqual([
    "luff, cjson",
    "20.0 ms",
    "20.0 … 20.0",
    "10.0 ms",
    "2.0 MB",
  ]);
});
