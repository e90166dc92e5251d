import { fineNow, offsetAt, processorTime, sleep, steady, zoneNameAt } from "qjs:host";
import type { Clock } from "../clock.ts";
import { waitFor } from "./waits.ts";

/** The clock and the time zone of this process. */
export const clock: Clock = {
  now: () => Math.floor(fineNow()),
  fineNow,
  steady,
  sleep: (milliseconds) => waitFor(milliseconds),
  block: sleep,
  processorTime,
  offsetAt,
  zoneNameAt,
};
