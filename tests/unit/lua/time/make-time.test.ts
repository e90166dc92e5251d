import { describe, expect, test } from "bun:test";
import { fc } from "../../../helpers/fast-check.ts";
import { breakTime } from "../../../../src/lua/time/broken-time.ts";
import { makeTime } from "../../../../src/lua/time/make-time.ts";
import { UTC, type TimeZone } from "../../../../src/lua/time/time-zone.ts";
import { parseZoneRule } from "../../../../src/lua/time/zone-rule.ts";

const paris = parseZoneRule("CET-1CEST,M3.5.0,M10.5.0/3")!;
const sydney = parseZoneRule("AEST-10AEDT,M10.1.0,M4.1.0/3")!;

interface Shown {
  readonly date: readonly [year: number, month: number, day: number, hour: number, minute: number];
  readonly daylight?: number;
}

function make(zone: TimeZone, { date: [year, month, day, hour, minute], daylight = -1 }: Shown, lastShift = 0): string {
  const time = { ...breakTime(0n, UTC), year, month: month - 1, day, hour, minute, daylight };
  const moment = makeTime(time, { zone, lastShift });
  return moment === undefined ? "none" : new Date(Number(moment) * 1000).toISOString();
}

describe.each([
  ["UTC", UTC],
  ["Paris", paris],
  ["Sydney", sydney],
])("in %s", (_, zone) => {
  test("returns every moment from its parts", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 55n), max: 2n ** 55n }), (moment) => {
        expect(makeTime(breakTime(moment, zone), { zone, lastShift: 0 })).toBe(moment);
      }),
    );
  });
});

test.each([
  [{ date: [2024, 1, 15, 12, 0] }, "2024-01-15T11:00:00.000Z"],
  [{ date: [2024, 7, 15, 12, 0] }, "2024-07-15T10:00:00.000Z"],
  [{ date: [2024, 14, -3, 36, 90] }, "2025-01-29T12:30:00.000Z"],
  // A flag that contradicts the season shifts by its difference.
  [{ date: [2024, 1, 15, 12, 0], daylight: 1 }, "2024-01-15T10:00:00.000Z"],
  [{ date: [2024, 7, 15, 12, 0], daylight: 0 }, "2024-07-15T11:00:00.000Z"],
  // The clock shows it twice: the flag decides.
  [{ date: [2024, 10, 27, 2, 30], daylight: 1 }, "2024-10-27T00:30:00.000Z"],
  [{ date: [2024, 10, 27, 2, 30], daylight: 0 }, "2024-10-27T01:30:00.000Z"],
] satisfies [Shown, string][])("reads %p of a clock in Paris", (shown, moment) => {
  expect(make(paris, shown)).toBe(moment);
});

test("starts from the last result if the clock shows a time twice", () => {
  const twice: Shown = { date: [2024, 10, 27, 2, 30] };
  expect(make(paris, twice, 0)).toBe("2024-10-27T01:30:00.000Z");
  expect(make(paris, twice, -7200)).toBe("2024-10-27T00:30:00.000Z");
});

test("counts a time that clocks skip from before the change", () => {
  expect(make(paris, { date: [2024, 3, 31, 2, 30] }, -3600)).toBe("2024-03-31T01:30:00.000Z");
});

test("shifts by an hour if the zone has no season with the flag", () => {
  expect(make(UTC, { date: [2024, 1, 1, 12, 0], daylight: 1 })).toBe("2024-01-01T11:00:00.000Z");
});
