import { expect, test } from "bun:test";
import { fc } from "../../../helpers/fast-check.ts";
import { civilFromDays, daysFromCivil, isLeapYear } from "../../../../src/lua/time/civil.ts";

const DAY = 86_400_000;
const anyDay = fc.integer({ min: -99_000_000, max: 99_000_000 });

test("agrees with Date on every day that Date supports", () => {
  fc.assert(
    fc.property(anyDay, (days) => {
      const date = new Date(days * DAY);
      const newYear = new Date(date).setUTCMonth(0, 1);
      expect(civilFromDays(days)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
        yearday: (date.getTime() - newYear) / DAY,
      });
    }),
  );
});

test("returns the days of a date", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (days) => {
      const { year, month, day } = civilFromDays(days);
      expect(daysFromCivil(year, month, day)).toBe(days);
    }),
  );
});

test.each([
  { date: [2024, 12, 1], normal: [2025, 0, 1] },
  { date: [2024, -1, 1], normal: [2023, 11, 1] },
  { date: [2024, 1, 30], normal: [2024, 2, 1] },
  { date: [2024, 0, 0], normal: [2023, 11, 31] },
  { date: [2024, 25, -5], normal: [2026, 0, 26] },
] as const)("normalises $date", ({ date, normal }) => {
  const days = ([year, month, day]: readonly [number, number, number]): number => daysFromCivil(year, month, day);
  expect(days(date)).toBe(days(normal));
});

test.each([
  [2024, true],
  [2023, false],
  [1900, false],
  [2000, true],
  [-4, true],
])("reports whether %p is a leap year", (year, leap) => {
  expect(isLeapYear(year)).toBe(leap);
});
