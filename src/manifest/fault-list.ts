import type { FaultCode } from "./fault-codes.ts";
import type { Fault } from "./fault.ts";

/** A place in the text; line and column start at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface FaultText {
  readonly path: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** More faults than this do not help; a random file would give a hundred thousand. */
const MAX_FAULTS = 100;

/** Collects faults and gives each its place. Calls `locate` only when a fault is added. */
export class FaultList {
  readonly #faults: Fault[] = [];
  readonly #locate: (path: string) => Place;

  constructor(locate: (path: string) => Place) {
    this.#locate = locate;
  }

  /** Adds a fault at the place of its path, or at `place`. */
  add(code: FaultCode, { path, message, hint }: FaultText, place: Place = this.#locate(path)): void {
    if (this.#faults.length >= MAX_FAULTS) return;
    this.#faults.push({ code, path, ...place, message, ...(hint === undefined ? {} : { hint }) });
  }

  has(code: FaultCode): boolean {
    return this.#faults.some((fault) => fault.code === code);
  }

  /** Whether there is a fault for this field or for one around it. */
  covers(path: string): boolean {
    return this.#faults.some((fault) => path === fault.path || isInside(path, fault.path));
  }

  /** All faults in the order of the text. */
  sorted(): readonly Fault[] {
    return this.#faults.toSorted((left, right) => left.line - right.line || left.column - right.column);
  }
}

function isInside(path: string, outer: string): boolean {
  return path.startsWith(outer) && (path[outer.length] === "." || path[outer.length] === "[");
}
