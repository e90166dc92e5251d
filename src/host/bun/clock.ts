import type { Clock } from "../clock.ts";

/** The clock and the time zone of this process. */
export const clock: Clock = {
  now: () => Date.now(),
  processorTime,
  offsetAt: (moment) => -new Date(moment).getTimezoneOffset() * 60,
};

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
