import type { ChildEnd } from "../../child-processes.ts";

/** How a child ended, from the status of waitpid. */
export function childEnd(status: number): ChildEnd {
  const signal = status & 0x7f;
  return signal === 0 ? { kind: "exit", code: (status >> 8) & 0xff } : { kind: "signal", code: signal };
}
