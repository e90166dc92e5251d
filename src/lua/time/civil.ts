/** The proleptic Gregorian calendar repeats after this number of days, 400 years. */
export const DAYS_OF_CYCLE = 146097;
export const SECONDS_OF_DAY = 86400;
export const SECONDS_OF_CYCLE = DAYS_OF_CYCLE * SECONDS_OF_DAY;

const YEARS_OF_CYCLE = 400;
/** Days from 0000-03-01, where the calculation begins, to 1970-01-01. */
const DAYS_TO_EPOCH = 719468;

export interface CivilDate {
  readonly year: number;
  /** 0 is January. */
  readonly month: number;
  /** 1 is the first. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 0 is the first of January. */
  readonly yearday: number;
}

/**
 * Days from 1970-01-01 to a date. Months outside 0-11 and days outside the month are carried over. Years start in March
 * here, so that the leap day is a year's last.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const months = month - 2;
  const shifted = year + Math.floor(months / 12);
  const cycle = Math.floor(shifted / YEARS_OF_CYCLE);
  const yearOfCycle = shifted - cycle * YEARS_OF_CYCLE;
  const dayOfYear = Math.floor((153 * modulo(months, 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return cycle * DAYS_OF_CYCLE + yearOfCycle * 365 + leapDays + dayOfYear - DAYS_TO_EPOCH;
}

/** The date this number of days after 1970-01-01. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + DAYS_TO_EPOCH;
  const cycle = Math.floor(shifted / DAYS_OF_CYCLE);
  const dayOfCycle = shifted - cycle * DAYS_OF_CYCLE;
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36524) -
      Math.floor(dayOfCycle / (DAYS_OF_CYCLE - 1))) /
      365,
  );
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (shiftedMonth + 2) % 12;
  const year = yearOfCycle + cycle * YEARS_OF_CYCLE + (month < 2 ? 1 : 0);
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    weekday: modulo(days + 4, 7),
    yearday: days - daysFromCivil(year, 0, 1),
  };
}

/** Whether a year of the Gregorian calendar has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The remainder, never negative. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
