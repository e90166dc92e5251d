import { megabytes, milliseconds, renderTable } from "../table.ts";
import type { LuaFigure, LuaReport } from "./measure-lua.ts";

/** A goal, and whether it is reached; unmeasured if one of its sides is missing. */
export interface LuaVerdict {
  readonly text: string;
  readonly atMost: number;
  readonly measured: number | undefined;
  readonly reached: boolean;
}

/** The figures to reach, each with what was measured for it. */
export function judgeLua(report: LuaReport): readonly LuaVerdict[] {
  const mean = geometricMean(report.programs.map(overNative));
  const fengari = geometricMean(report.programs.map(({ luff, fengari }) => ratio(luff, fengari)));
  const { luff, floor } = report.firstLine;
  return [
    verdict("programs: geometric mean against lua5.4", 1.6, mean),
    verdict("programs: geometric mean against fengari", 1 / 8, fengari),
    verdict("the slowest program in the compact executable, against lua5.4", 1.6, slowest(report, "compact")),
    verdict("the slowest program in that for 386, against lua5.4", 2.5, slowest(report, "compact386")),
    ...report.shapes.map((shape) => verdict(`${shape.name}, against lua5.4`, 1.7, overNative(shape))),
    ...report.steps.map((step) => verdict(`${step.name}, µs`, 3, step.luff)),
    verdict("resident memory, MB", 45, report.memory.luff === undefined ? undefined : report.memory.luff / 1e6),
    verdict(
      "first line after an empty compiled program, ms",
      20,
      luff === undefined || floor === undefined ? undefined : luff - floor,
    ),
  ];
}

/** The largest ratio to native of all programs; undefined if none was measured. */
function slowest(report: LuaReport, engine: "compact" | "compact386"): number | undefined {
  const ratios = report.programs.map((each) => ratio(each[engine], each.native)).filter((each) => each !== undefined);
  return ratios.length === 0 ? undefined : Math.max(...ratios);
}

function verdict(text: string, atMost: number, measured: number | undefined): LuaVerdict {
  return { text, atMost, measured, reached: measured !== undefined && measured <= atMost };
}

/** All of a report as tables for people, the targets at the end. */
export function renderLuaReport(report: LuaReport): string {
  const size = `${report.shapeBytes / 1e6} MB`;
  const steps = report.steps.map((step) => [step.name, micro(step.native), micro(step.luff), factor(overNative(step))]);
  const { firstLine, memory } = report;
  return [
    "Lua programs (medians, the start of the engine taken off)",
    renderTable(
      ["", "lua5.4", "luff", "luff / lua5.4", "fengari", "fengari / luff", "compact / lua5.4", "386 / lua5.4"],
      report.programs.map(programRow),
    ),
    `Lua input and output, ${size}`,
    renderTable(["", "lua5.4", "luff", "luff / lua5.4"], report.shapes.map(row)),
    "Single steps",
    renderTable(["", "lua5.4", "luff", "luff / lua5.4"], steps),
    "A script that prints one line",
    renderTable(
      ["", "lua5.4", "luff", "an empty compiled program"],
      [
        [firstLine.name, time(firstLine.native), time(firstLine.luff), time(firstLine.floor)],
        [memory.name, bytes(memory.native), bytes(memory.luff), ""],
      ],
    ),
    "Targets of Lua",
    renderTable(["", "at most", "measured", ""], judgeLua(report).map(verdictRow)),
  ].join("\n\n");
}

function row(figure: LuaFigure): string[] {
  return [figure.name, time(figure.native), time(figure.luff), factor(overNative(figure))];
}

function programRow(figure: LuaFigure): string[] {
  const { native, luff, fengari, compact, compact386 } = figure;
  const compacts = [factor(ratio(compact, native)), factor(ratio(compact386, native))];
  return [...row(figure), time(fengari), factor(ratio(fengari, luff)), ...compacts];
}

function verdictRow({ text, atMost, measured, reached }: LuaVerdict): string[] {
  const word = reached ? "reached" : "NOT REACHED";
  return [text, String(atMost), measured?.toFixed(3) ?? "", measured === undefined ? "not measured" : word];
}

function overNative({ luff, native }: LuaFigure): number | undefined {
  return ratio(luff, native);
}

function ratio(value: number | undefined, base: number | undefined): number | undefined {
  return value === undefined || base === undefined ? undefined : value / base;
}

function geometricMean(values: readonly (number | undefined)[]): number | undefined {
  const logs = values.filter((value) => value !== undefined).map((value) => Math.log(value));
  return logs.length === 0 ? undefined : Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

const time = (value: number | undefined): string => (value === undefined ? "" : milliseconds(value));
const bytes = (value: number | undefined): string => (value === undefined ? "" : megabytes(value));
const micro = (value: number | undefined): string => (value === undefined ? "" : `${value.toFixed(3)} µs`);
const factor = (value: number | undefined): string => value?.toFixed(2) ?? "";
