/** Measures Lua alone: bun tests/bench/lua/main.ts [--quick] [--json]; LUFF_BINARY names another luff. */
import { parseArgs } from "node:util";
import { openWorkshop } from "../workshop.ts";
import { measureLua } from "./measure-lua.ts";
import { judgeLua, renderLuaReport } from "./report-lua.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean" }, json: { type: "boolean" } } });
using workshop = await openWorkshop();
const report = await measureLua(workshop, values.quick ?? false);
console.log(
  values.json === true ? JSON.stringify({ report, targets: judgeLua(report) }, undefined, 2) : renderLuaReport(report),
);
