import { now, offsetAt, processorTime, sleep, zoneNameAt } from "qjs:host";
import type { Clock } from "../clock.ts";

/** The clock and the time zone of this process. */
export const clock: Clock = {
  now,
  sleep: async (milliseconds) => sleep(milliseconds),
  block: sleep,
  processorTime,
  offsetAt,
  zoneNameAt,
};
