import { expect, test } from "bun:test";
import { systemZone } from "../../../../src/lua/time/system-zone.ts";

const HOUR = 3600;
const moment = (text: string): number => Date.parse(text) / 1000;

/** A clock whose offset is one hour more from a month of each year on (0: January) up to another. */
function clockWithSeason(standard: number, from: number, to: number): Parameters<typeof systemZone>[0] {
  const isSummer = (milliseconds: number): boolean => {
    const month = new Date(milliseconds).getUTCMonth();
    return from < to ? month >= from && month < to : month >= from || month < to;
  };
  return {
    now: () => 0,
    fineNow: () => 0,
    steady: () => 0,
    sleep: async () => {},
    block: () => {},
    processorTime: () => 0,
    offsetAt: (milliseconds) => standard + (isSummer(milliseconds) ? HOUR : 0),
    zoneNameAt: (milliseconds) => (isSummer(milliseconds) ? "SUMMER" : "WINTER"),
  };
}

test.each([
  ["north of the equator", clockWithSeason(HOUR, 3, 10), "2024-07-01T12:00:00Z", "2024-01-15T12:00:00Z"],
  ["south of the equator", clockWithSeason(10 * HOUR, 9, 4), "2024-01-15T12:00:00Z", "2024-07-01T12:00:00Z"],
  ["where summer ends with the year", clockWithSeason(HOUR, 6, 12), "2024-07-15T12:00:00Z", "2024-01-15T12:00:00Z"],
  ["where summer begins with the year", clockWithSeason(HOUR, 0, 6), "2024-01-15T12:00:00Z", "2024-07-15T12:00:00Z"],
])("finds the daylight season %s", (_place, clock, summer, winter) => {
  const zone = systemZone(clock);
  expect(zone.at(moment(summer))).toMatchObject({ daylight: true, name: "SUMMER" });
  expect(zone.at(moment(winter))).toMatchObject({ daylight: false, name: "WINTER" });
});
