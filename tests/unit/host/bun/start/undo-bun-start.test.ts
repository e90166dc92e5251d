import { afterEach, describe, expect, test } from "bun:test";
import { changedState } from "../../../../../src/host/bun/start/changed-state.ts";
import { undoBunStart } from "../../../../../src/host/bun/start/undo-bun-start.ts";

type Library = Parameters<typeof undoBunStart>[0];

const KNOWN = 1n << 60n;

/** What the function does on a machine whose executable keeps this. An ignored signal is negative. */
function undo(kept: bigint) {
  const signals: number[] = [];
  const limits: bigint[] = [];
  const library = {
    signal: (number: number, action: unknown) => {
      signals.push(action === null ? number : -number);
      return null;
    },
    getauxval: () => kept,
    // No /proc.
    open: () => -1,
    // For what other tests have found there.
    fcntl: () => 0,
    prlimit: (_pid: number, _resource: number, next: BigUint64Array | null, old: BigUint64Array | null) => {
      if (next !== null) limits.push(...next);
      old?.set([1024n, 4096n]);
      return 0;
    },
  };
  undoBunStart(library as unknown as Library);
  return { signals, limits };
}

describe.skipIf(process.platform !== "linux")("undoBunStart", () => {
  test("gives the signals that Bun ignores their default actions", () => {
    expect(undo(KNOWN | 1024n)).toEqual({ signals: [13, 25], limits: [] });
  });

  test.each([
    [1n << 61n, [25]],
    [1n << 62n, [13]],
    [3n << 61n, []],
  ])("leaves those ignored that were ignored before: %p", (ignored, signals) => {
    expect(undo(KNOWN | ignored | 1024n).signals).toEqual(signals);
  });

  afterEach(() => delete changedState.ignoredChildSignal);
  test("ignores SIGCHLD again where this process has ceased to", () => {
    changedState.ignoredChildSignal = 17;
    expect(undo(KNOWN | 1024n).signals).toEqual([13, 25, -17]);
  });

  test("lowers the limit of open files to the first one", () => {
    expect(undo(KNOWN | 256n).limits).toEqual([256n, 4096n]);
  });
});
