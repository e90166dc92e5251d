import type { BrokenTime } from "./broken-time.ts";
import { daysFromCivil, SECONDS_OF_CYCLE, SECONDS_OF_DAY } from "./civil.ts";
import type { TimeZone, ZoneState } from "./time-zone.ts";

/** A zone, and by how much (seconds) the last answer was off from UTC: the next search starts from it, as in glibc. */
export interface TimeSearch {
  readonly zone: TimeZone;
  lastShift: number;
}

/** Where a season with the wanted flag is looked for: every seven days within eight and a half years. */
const STRIDE = 601200;
const REACH = 268227000 + STRIDE;
const HOUR = 3600;
const PROBES = 6;
const YEARS_OF_CYCLE = 400;
/** Years this near are left alone, since zones have a history. */
const KEPT_CYCLES = 10;

/**
 * The moment (seconds since 1970 UTC) at which clocks of the zone show a time whose fields may be out of range;
 * undefined where there is none. Which of two moments, and what becomes of a time that clocks skip, is glibc's choice:
 * it depends on the answer before.
 */
export function makeTime(time: BrokenTime, search: TimeSearch): bigint | undefined {
  const cycles = cyclesBeyond(time.year);
  const days = daysFromCivil(time.year - cycles * YEARS_OF_CYCLE, time.month, time.day);
  const shown = days * SECONDS_OF_DAY + time.hour * 3600 + time.minute * 60 + time.second;
  const moment = findMoment(shown, time.daylight, search);
  if (moment === undefined) return undefined;
  search.lastShift = moment - shown;
  return BigInt(moment) + BigInt(cycles) * BigInt(SECONDS_OF_CYCLE);
}

function cyclesBeyond(year: number): number {
  const cycles = Math.trunc(year / YEARS_OF_CYCLE);
  return cycles - Math.min(Math.max(cycles, -KEPT_CYCLES), KEPT_CYCLES);
}

function findMoment(shown: number, daylight: number, { zone, lastShift }: TimeSearch): number | undefined {
  let before = shown + lastShift;
  let last = before;
  let moment = before;
  let lastDaylight = false;
  for (let probe = 0; probe < PROBES; probe++) {
    const state = zone.at(moment);
    const next = shown - state.offset;
    if (next === moment) return withDaylight(moment, { shown, daylight }, zone);
    if (moment === before && moment !== last && settles(state, daylight, lastDaylight)) return moment;
    before = last;
    last = moment;
    moment = next;
    lastDaylight = state.daylight;
  }
  return undefined;
}

/** Whether a time that clocks skip, for which the search swings between two moments, is taken to be this one. */
function settles(state: ZoneState, daylight: number, lastDaylight: boolean): boolean {
  return daylight < 0 ? Number(lastDaylight) <= Number(state.daylight) : daylight > 0 !== state.daylight;
}

interface Wanted {
  readonly shown: number;
  readonly daylight: number;
}

/** Where the flag contradicts the zone, the clock of the nearest season that has the flag tells the moment; without one it is an hour. */
function withDaylight(moment: number, { shown, daylight }: Wanted, zone: TimeZone): number {
  const differs = (state: ZoneState): boolean => daylight >= 0 && daylight > 0 !== state.daylight;
  if (!differs(zone.at(moment))) return moment;
  for (let distance = STRIDE; distance < REACH; distance += STRIDE) {
    for (const near of [moment - distance, moment + distance]) {
      const state = zone.at(near);
      if (!differs(state)) return shown - state.offset;
    }
  }
  return moment + (daylight > 0 ? -HOUR : HOUR);
}
