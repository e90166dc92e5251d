import { AppError } from "../errors/app-error.ts";
import { DIED_OF_SIGNAL } from "../errors/exit-statuses.ts";
import type { Host } from "../host/host.ts";

/**
 * Waits for an action while signals are recorded. If one came, throws AppError "interrupted", whose message says `state`.
 */
export async function withSignals<T>(host: Pick<Host, "signals">, state: string, action: () => Promise<T>): Promise<T> {
  const watch = host.signals.watch();
  try {
    const result = await action();
    const signal = await watch.received();
    if (signal === undefined) return result;
    throw new AppError("interrupted", `stopped by a signal; ${state}`, { exitCode: DIED_OF_SIGNAL + signal });
  } finally {
    watch.end();
  }
}
