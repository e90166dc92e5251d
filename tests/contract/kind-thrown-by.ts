import { HostError, type HostErrorKind } from "../../src/host/host-error.ts";

/** The kind of the HostError that a call throws; undefined if it throws nothing. Other errors are rethrown. */
export function kindThrownBy(call: () => unknown): HostErrorKind | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof HostError) return error.kind;
    throw error;
  }
}
