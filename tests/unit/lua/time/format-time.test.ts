import { expect, test } from "bun:test";
import { breakTime } from "../../../../src/lua/time/broken-time.ts";
import { formatTime } from "../../../../src/lua/time/format-time.ts";
import { UTC } from "../../../../src/lua/time/time-zone.ts";

const at = (text: string): Parameters<typeof formatTime>[1] => breakTime(BigInt(Date.parse(text) / 1000), UTC);

test.each([
  ["%a %A %b %B %h", "Tue Tuesday Mar March Mar"],
  ["%c", "Tue Mar  5 09:07:03 2024"],
  ["%C %d %D %e %F", "20 05 03/05/24  5 2024-03-05"],
  ["%H %I %j %m %M %p", "09 09 065 03 07 AM"],
  ["%r %R %S %T", "09:07:03 AM 09:07 03 09:07:03"],
  ["%u %U %V %w %W", "2 09 10 2 10"],
  ["%g %G %y %Y %x %X", "24 2024 24 2024 03/05/24 09:07:03"],
  ["%z %Z %s %%", "+0000 UTC 1709629623 %"],
  ["%Ec %OH %n%t.", "Tue Mar  5 09:07:03 2024 09 \n\t."],
  ["%Q %", "%Q %"],
])("formats %p", (format, text) => {
  expect(formatTime(format, at("2024-03-05T09:07:03Z"))).toBe(text);
});

test("counts Sunday as the seventh day of the week, or as none", () => {
  expect(formatTime("%u %w %U %W", at("2024-03-10T12:00:00Z"))).toBe("7 0 10 10");
});

test.each([
  ["2021-01-03", "2020 53"],
  ["2021-01-04", "2021 01"],
  ["2019-12-30", "2020 01"],
  ["2016-01-01", "2015 53"],
  ["2024-12-29", "2024 52"],
])("puts %s into its week of ISO 8601", (date, week) => {
  expect(formatTime("%G %V", at(`${date}T12:00:00Z`))).toBe(week);
});

test.each([
  ["00:30", "12 AM"],
  ["12:30", "12 PM"],
  ["23:59", "11 PM"],
])("formats %s with the half of the day", (time, text) => {
  expect(formatTime("%I %p", at(`2024-01-01T${time}:00Z`))).toBe(text);
});

test("formats offsets west of Greenwich", () => {
  const zone = { at: () => ({ offset: -12600, daylight: false, name: "NST" }) };
  expect(formatTime("%H:%M %z %Z", breakTime(0n, zone))).toBe("20:30 -0330 NST");
});

test("formats years far away", () => {
  const far = breakTime(2n ** 55n, UTC);
  expect(formatTime("%Y %C %y", far)).toBe("1141709097 11417090 97");
});
