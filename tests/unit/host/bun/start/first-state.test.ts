import { describe, expect, test } from "bun:test";
import { lowerFileLimit, readFirstState } from "../../../../../src/host/bun/start/first-state.ts";

type Library = Parameters<typeof readFirstState>[0];

interface Machine {
  /** What luff's executable keeps. */
  readonly kept?: bigint;
  /** The limits of open files, soft and hard; null if they cannot be read. */
  readonly parent?: readonly [bigint, bigint] | null;
  readonly own?: readonly [bigint, bigint] | null;
}

/** A C library on such a machine, and the limits that it was told to set. */
function machine({ kept = 0n, parent = [256n, 4096n], own = [1024n, 4096n] }: Machine) {
  const limits: (readonly bigint[])[] = [];
  const library = {
    getauxval: (type: bigint) => {
      expect(type).toBe(8n);
      return kept;
    },
    prlimit: (pid: number, resource: number, next: BigUint64Array | null, old: BigUint64Array | null) => {
      expect(resource).toBe(7);
      if (next !== null) limits.push([BigInt(pid), ...next]);
      const found = pid === process.ppid ? parent : own;
      if (found === null) return -1;
      old?.set([...found]);
      return 0;
    },
  };
  return { library: library as unknown as Library, limits };
}

const KNOWN = 1n << 60n;
const state = { softLimit: 1024n, ignoredPipeSignal: false, ignoredSizeSignal: false };

describe("readFirstState", () => {
  test.each<[string, Machine, Partial<typeof state>]>([
    ["takes what was kept", { kept: KNOWN | 300n }, { softLimit: 300n }],
    ["knows a limit that is none", { kept: (1n << 61n) - 1n }, { softLimit: (1n << 64n) - 1n }],
    ["knows an ignored SIGPIPE", { kept: KNOWN | (1n << 61n) | 1024n }, { ignoredPipeSignal: true }],
    ["knows an ignored SIGXFSZ", { kept: KNOWN | (1n << 62n) | 1024n }, { ignoredSizeSignal: true }],
    ["takes the parent's limit if nothing was kept", { kept: 1n }, { softLimit: 256n }],
  ])("%s", (_title, given, expected) => {
    expect(readFirstState(machine(given).library)).toEqual({ ...state, ...expected });
  });

  test("does not know the limit if the parent's cannot be read either", () => {
    expect(readFirstState(machine({ parent: null }).library).softLimit).toBeUndefined();
  });
});

describe("lowerFileLimit", () => {
  test("lowers the soft limit, and undoes that", () => {
    const { library, limits } = machine({});
    const undo = lowerFileLimit(library, { ...state, softLimit: 256n });
    expect(limits).toEqual([[0n, 256n, 4096n]]);
    undo();
    expect(limits.slice(1)).toEqual([[0n, 1024n, 4096n]]);
  });

  test.each<[string, Machine, bigint | undefined]>([
    ["the limit is the same", {}, 1024n],
    ["the limit is already lower", {}, 2048n],
    ["nobody knows the first limit", {}, undefined],
    ["its own limit cannot be read", { own: null }, 256n],
  ])("changes nothing if %s", (_title, given, softLimit) => {
    const { library, limits } = machine(given);
    lowerFileLimit(library, { ...state, softLimit })();
    expect(limits).toEqual([]);
  });
});
