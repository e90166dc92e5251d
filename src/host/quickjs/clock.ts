import { now, offsetAt, processorTime, zoneNameAt } from "qjs:host";
import type { Clock } from "../clock.ts";

/** The clock and the time zone of this process. */
export const clock: Clock = { now, processorTime, offsetAt, zoneNameAt };
