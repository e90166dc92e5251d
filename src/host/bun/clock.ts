import type { Clock } from "../clock.ts";
import { createFineNow } from "./create-fine-now.ts";

let fineNow: (() => number) | undefined;

/** The clock and the time zone of this process. */
export const clock: Clock = {
  now: () => Date.now(),
  fineNow: () => (fineNow ??= createFineNow(() => Date.now(), performance))(),
  steady: () => performance.now(),
  sleep: (milliseconds) => Bun.sleep(milliseconds),
  block: (milliseconds) => Bun.sleepSync(milliseconds),
  processorTime,
  offsetAt: (moment) => -new Date(moment).getTimezoneOffset() * 60,
  zoneNameAt,
};

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Intl takes 11 ms to load, so only this function uses it. */
function zoneNameAt(moment: number): string {
  const parts = new Intl.DateTimeFormat("en", { timeZoneName: "long" }).formatToParts(moment);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}
