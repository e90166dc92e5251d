import { HostError, type HostErrorKind } from "../../src/host/host-error.ts";

/** The kind of the HostError that a call throws; undefined where it throws nothing. Anything else that is thrown goes on. */
export function kindThrownBy(call: () => unknown): HostErrorKind | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof HostError) return error.kind;
    throw error;
  }
}
