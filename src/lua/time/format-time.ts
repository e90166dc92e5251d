import type { BrokenTime } from "./broken-time.ts";
import { daysFromCivil, isLeapYear, modulo, SECONDS_OF_DAY } from "./civil.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

type Conversion = (time: BrokenTime) => string;

/** strftime's conversions in the C locale, in which E and O before a letter change nothing. */
const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  a: (time) => (WEEKDAYS[time.weekday] ?? "?").slice(0, 3),
  A: (time) => WEEKDAYS[time.weekday] ?? "?",
  b: (time) => (MONTHS[time.month] ?? "?").slice(0, 3),
  B: (time) => MONTHS[time.month] ?? "?",
  c: (time) => formatTime("%a %b %e %H:%M:%S %Y", time),
  C: (time) => String(Math.floor(time.year / 100)),
  d: (time) => pad(time.day),
  D: (time) => formatTime("%m/%d/%y", time),
  e: (time) => pad(time.day, 2, " "),
  F: (time) => formatTime("%Y-%m-%d", time),
  g: (time) => pad(modulo(isoWeek(time).year, 100)),
  G: (time) => String(isoWeek(time).year),
  h: (time) => (MONTHS[time.month] ?? "?").slice(0, 3),
  H: (time) => pad(time.hour),
  I: (time) => pad(hourOfHalf(time)),
  j: (time) => pad(time.yearday + 1, 3),
  m: (time) => pad(time.month + 1),
  M: (time) => pad(time.minute),
  n: () => "\n",
  p: (time) => (time.hour < 12 ? "AM" : "PM"),
  r: (time) => formatTime("%I:%M:%S %p", time),
  R: (time) => formatTime("%H:%M", time),
  s: (time) => String(secondsSinceEpoch(time)),
  S: (time) => pad(time.second),
  t: () => "\t",
  T: (time) => formatTime("%H:%M:%S", time),
  u: (time) => String(time.weekday === 0 ? 7 : time.weekday),
  U: (time) => pad(Math.floor((time.yearday + 7 - time.weekday) / 7)),
  V: (time) => pad(isoWeek(time).week),
  w: (time) => String(time.weekday),
  W: (time) => pad(Math.floor((time.yearday + 7 - modulo(time.weekday - 1, 7)) / 7)),
  x: (time) => formatTime("%m/%d/%y", time),
  X: (time) => formatTime("%H:%M:%S", time),
  y: (time) => pad(modulo(time.year, 100)),
  Y: (time) => String(time.year),
  z: offsetText,
  Z: (time) => time.zone,
  "%": () => "%",
};

/** strftime in the C locale, with glibc's results; an unknown conversion stays as it is. */
export function formatTime(format: string, time: BrokenTime): string {
  return format.replace(/%[EO]?(.)/gs, (whole, letter: string) => CONVERSIONS[letter]?.(time) ?? whole);
}

function pad(value: number, width = 2, fill = "0"): string {
  return value < 0 ? `-${String(-value).padStart(width - 1, fill)}` : String(value).padStart(width, fill);
}

function hourOfHalf({ hour }: BrokenTime): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

function secondsSinceEpoch(time: BrokenTime): number {
  const days = daysFromCivil(time.year, time.month, time.day);
  return days * SECONDS_OF_DAY + time.hour * 3600 + time.minute * 60 + time.second - time.offset;
}

function offsetText({ offset }: BrokenTime): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
}

/** The ISO 8601 week, 1 to 53, and the year that it belongs to: that of its Thursday. */
function isoWeek(time: BrokenTime): { readonly year: number; readonly week: number } {
  const thursday = time.yearday - modulo(time.weekday - 1, 7) + 3;
  const days = daysOfYear(time.year);
  if (thursday < 0) return { year: time.year - 1, week: weekOf(thursday + daysOfYear(time.year - 1)) };
  if (thursday >= days) return { year: time.year + 1, week: weekOf(thursday - days) };
  return { year: time.year, week: weekOf(thursday) };
}

function weekOf(yearday: number): number {
  return Math.floor(yearday / 7) + 1;
}

function daysOfYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}
