import { civilFromDays, daysFromCivil, isLeapYear, modulo, SECONDS_OF_DAY } from "./civil.ts";
import type { TimeZone, ZoneState } from "./time-zone.ts";

/** A day of the year on which clocks change, and the time on that day in seconds, by the clock before the change. */
interface Change {
  readonly day: (year: number) => number;
  readonly time: number;
}

const HOUR = 3600;
const FIRST_YEAR = 1970;
const DEFAULT_TIME = 2 * HOUR;
/** glibc's rules for a daylight name without rules. */
const DEFAULT_RULES = ",M3.2.0,M11.1.0";

const NAME = String.raw`([A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)`;
const OFFSET = String.raw`([+-]?\d{1,3}(?::\d{1,2}){0,2})`;
const SHAPE = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?(,.*)?)?$`);

/** A zone in POSIX's format ("CET-1CEST,M3.5.0,M10.5.0/3"); undefined if the text is not in that format. */
export function parseZoneRule(text: string): TimeZone | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, name = "", offset = "", daylightName, daylightOffset, rules = DEFAULT_RULES] = match;
  const standard: ZoneState = { offset: 0 - parseTime(offset), daylight: false, name: bare(name) };
  if (daylightName === undefined) return { at: () => standard };
  const shift = daylightOffset === undefined ? standard.offset + HOUR : 0 - parseTime(daylightOffset);
  const changes = rules.slice(1).split(",").map(parseChange);
  const [start, end] = changes;
  if (changes.length !== 2 || start === undefined || end === undefined) return undefined;
  return seasons(standard, { offset: shift, daylight: true, name: bare(daylightName) }, { start, end });
}

function bare(name: string): string {
  return name.replace(/[<>]/g, "");
}

/** Seconds in "[+-]h[:m[:s]]". */
function parseTime(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, "").split(":").map(Number);
  return (text.startsWith("-") ? -1 : 1) * (hours * HOUR + minutes * 60 + seconds);
}

function parseChange(text: string): Change | undefined {
  const [date = "", time] = text.split("/");
  const day = parseDay(date);
  if (day === undefined) return undefined;
  return { day, time: time === undefined ? DEFAULT_TIME : parseTime(time) };
}

/** The day of a year as days from 1970, for "Mm.w.d", "Jn" (February 29 is not counted) and "n". */
function parseDay(text: string): ((year: number) => number) | undefined {
  const weekly = /^M(\d{1,2})\.(\d)\.(\d)$/.exec(text);
  if (weekly !== null) {
    const [month = 1, week = 1, weekday = 0] = weekly.slice(1).map(Number);
    return (year) => weekdayOfMonth(year, month - 1, { week, weekday });
  }
  const counted = /^(J?)(\d{1,3})$/.exec(text);
  if (counted === null) return undefined;
  const number = Number(counted[2]);
  if (counted[1] === "") return (year) => daysFromCivil(year, 0, 1) + number;
  return (year) => daysFromCivil(year, 0, number) + (isLeapYear(year) && number >= 60 ? 1 : 0);
}

/** The weekday in the given week of the month; week 5 is its last. */
function weekdayOfMonth(year: number, month: number, on: { readonly week: number; readonly weekday: number }): number {
  const first = daysFromCivil(year, month, 1);
  const day = first + modulo(on.weekday - civilFromDays(first).weekday, 7) + (on.week - 1) * 7;
  return day >= daysFromCivil(year, month + 1, 1) ? day - 7 : day;
}

interface Season {
  readonly start: Change;
  readonly end: Change;
}

/**
 * Rules apply from 1970 on, as in glibc. South of the equator, daylight saving time ends before it starts within a
 * year.
 */
function seasons(standard: ZoneState, daylight: ZoneState, { start, end }: Season): TimeZone {
  return {
    at(seconds) {
      const year = Math.max(civilFromDays(Math.floor(seconds / SECONDS_OF_DAY)).year, FIRST_YEAR);
      const from = start.day(year) * SECONDS_OF_DAY + start.time - standard.offset;
      const to = end.day(year) * SECONDS_OF_DAY + end.time - daylight.offset;
      const within = from < to ? seconds >= from && seconds < to : seconds >= from || seconds < to;
      return within ? daylight : standard;
    },
  };
}
