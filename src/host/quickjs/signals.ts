import { endSignals, receivedSignal, watchSignals } from "qjs:host";
import type { Signals } from "../signals.ts";

/** Signals, recorded by a handler in C, which also forwards them to a child. */
export const signals: Signals = {
  watch() {
    watchSignals();
    return { received: async () => receivedSignal() || undefined, end: endSignals };
  },
};
