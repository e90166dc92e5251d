/** A clock that is not set: milliseconds since its start, with a fraction, and when it started in milliseconds since 1970. */
export interface SteadyClock {
  readonly timeOrigin: number;
  now(): number;
}

/**
 * Makes a function that returns milliseconds since 1970 with a fraction, out of a clock that has whole milliseconds and one that
 * is steady. The result always lies in the whole clock's millisecond, so it follows when that clock is set. Otherwise it never goes back.
 */
export function createFineNow(wholeNow: () => number, steady: SteadyClock): () => number {
  let offset = steady.timeOrigin;
  let latest = 0;
  return () => {
    const earliest = wholeNow();
    const passed = steady.now();
    // This process may have waited for a processor since the first look.
    const end = wholeNow() + 1;
    const time = within(passed + offset, { earliest, end });
    offset = time - passed;
    const isSetBack = latest >= end;
    latest = isSetBack ? time : Math.max(latest, time);
    return latest;
  };
}

/** The part of a millisecond's end that is left, so that the end itself is not reached. */
const LAST_PART = 1 / 1024;

function within(time: number, { earliest, end }: { readonly earliest: number; readonly end: number }): number {
  if (time < earliest) return earliest;
  return time < end ? time : end - LAST_PART;
}
