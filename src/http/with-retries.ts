import type { Host } from "../host/host.ts";
import { DownloadError } from "./download-error.ts";
import type { Guard } from "./open-response.ts";

/** The pauses before the second attempt and the later ones, in milliseconds. */
const PAUSES = [500, 1000, 2000];
/** A server that wants a longer pause is not waited for. */
const LONGEST_PAUSE = 60_000;
/** Between two calls of the guard. */
const STEP = 200;

export interface Patience {
  readonly guard: Guard;
  /** Is told why there is another attempt, and when. */
  readonly note: (text: string) => void;
}

/** Makes an attempt, and makes it again after a while if it failed for a reason that may pass. Throws the last error. */
export async function withRetries<T>(
  { clock }: Pick<Host, "clock">,
  { guard, note }: Patience,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauseAfter(error, failures);
      if (!(error instanceof DownloadError) || pause === undefined) throw error;
      // A signal ends the connection too, and then there is no other attempt.
      await guard();
      note(`${error.message}; trying again in ${pause / 1000} s`);
      for (let left = pause; left > 0; left -= STEP) {
        await clock.sleep(Math.min(left, STEP));
        await guard();
      }
    }
  }
}

function pauseAfter(error: unknown, failures: number): number | undefined {
  const usual = PAUSES[failures];
  if (usual === undefined || !(error instanceof DownloadError) || !error.passing) return undefined;
  const pause = Math.max(usual, error.retryAfter ?? 0);
  return pause > LONGEST_PAUSE ? undefined : pause;
}
