import { AppError } from "../../errors/app-error.ts";
import { DIED_OF_SIGNAL } from "../../errors/exit-statuses.ts";
import type { Host } from "../../host/host.ts";

/**
 * Waits for an action while signals are recorded. If one came, throws AppError "interrupted", whose message says `state`: at the
 * end, and wherever the action calls its guard.
 */
export async function withSignals<T>(
  host: Pick<Host, "signals">,
  state: string,
  action: (guard: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const watch = host.signals.watch();
  const guard = async (): Promise<void> => {
    const signal = await watch.received();
    if (signal === undefined) return;
    throw new AppError("interrupted", `stopped by a signal; ${state}`, { exitCode: DIED_OF_SIGNAL + signal });
  };
  try {
    const result = await action(guard);
    await guard();
    return result;
  } finally {
    watch.end();
  }
}
