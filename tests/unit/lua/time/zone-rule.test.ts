import { describe, expect, test } from "bun:test";
import { parseZoneRule } from "../../../../src/lua/time/zone-rule.ts";

const seconds = (text: string): number => Date.parse(text) / 1000;

describe.each([
  ["north", "CET-1CEST,M3.5.0,M10.5.0/3", "2024-03-31T01:00:00Z", "2024-10-27T01:00:00Z"],
  ["north, days that do not count February 29", "EST5EDT,J60/2,J300/2", "2023-03-01T07:00:00Z", "2023-10-27T06:00:00Z"],
  ["north, the same in a leap year", "EST5EDT,J60/2,J300/2", "2024-03-01T07:00:00Z", "2024-10-27T06:00:00Z"],
  ["north, to the last day", "AAA0BBB,J1/0,J365/12", "2024-01-01T00:00:00Z", "2024-12-31T11:00:00Z"],
  ["north, days of the year", "EST5EDT,60/2,J300/2", "2024-03-01T07:00:00Z", "2024-10-27T06:00:00Z"],
])("a rule of the %s", (_, text, start, end) => {
  const zone = parseZoneRule(text)!;

  test("has daylight saving time from its start to its end", () => {
    const daylight = [seconds(start) - 1, seconds(start), seconds(end) - 1, seconds(end)].map(
      (moment) => zone.at(moment).daylight,
    );
    expect(daylight).toEqual([false, true, true, false]);
  });
});

test("has daylight saving time over New Year in the south", () => {
  const zone = parseZoneRule("AEST-10AEDT,M10.1.0,M4.1.0/3")!;
  expect(zone.at(seconds("2024-01-01T00:00:00Z"))).toEqual({ offset: 39600, daylight: true, name: "AEDT" });
  expect(zone.at(seconds("2024-07-01T00:00:00Z"))).toEqual({ offset: 36000, daylight: false, name: "AEST" });
});

test.each([
  ["UTC0", 0, "UTC"],
  ["<+0330>-3:30", 12600, "+0330"],
  ["XXX3", -10800, "XXX"],
  ["ABC-1:02:03", 3723, "ABC"],
])("reads the offset and the name of %p", (text, offset, name) => {
  expect(parseZoneRule(text)?.at(0)).toEqual({ offset, daylight: false, name });
});

test("uses the rules of the United States if none are given", () => {
  const zone = parseZoneRule("EST5EDT")!;
  expect(zone.at(seconds("2024-03-10T07:00:00Z")).daylight).toBe(true);
  expect(zone.at(seconds("2024-03-10T06:59:59Z")).daylight).toBe(false);
});

test.each([
  "",
  "Foo",
  "Europe/Paris",
  "AB3",
  "EST5EDT,M1",
  "EST5EDT,M3.2.0",
  "EST5EDT,x,y",
  "EST5EDT,xM3.2.0,M11.1.0",
  "EST5EDT,M3.2.0,xJ300",
  "EST5EDT,J60x,J300",
])("refuses %p", (text) => {
  expect(parseZoneRule(text)).toBeUndefined();
});
