import type { Clock } from "../../host/clock.ts";
import { civilFromDays, daysFromCivil, SECONDS_OF_DAY } from "./civil.ts";
import type { TimeZone } from "./time-zone.ts";

const JULY = 6;

/** The zone of the platform's clock. The clock has only offsets: the smaller of January's and July's is standard time. */
export function systemZone(clock: Clock): TimeZone {
  return {
    at(seconds) {
      const offset = clock.offsetAt(seconds * 1000);
      return { offset, daylight: offset !== standardOffset(clock, seconds), name: clock.zoneNameAt(seconds * 1000) };
    },
  };
}

function standardOffset(clock: Clock, seconds: number): number {
  const { year } = civilFromDays(Math.floor(seconds / SECONDS_OF_DAY));
  const offsetIn = (month: number): number => clock.offsetAt(daysFromCivil(year, month, 1) * SECONDS_OF_DAY * 1000);
  return Math.min(offsetIn(0), offsetIn(JULY));
}
