import { describe, expect, test } from "bun:test";
import { undoBunStart } from "../../../../../src/host/bun/start/undo-bun-start.ts";

type Library = Parameters<typeof undoBunStart>[0];

interface Machine {
  /** What leads where, by its number; one that is marked is closed when another program starts. */
  readonly open?: Readonly<Record<number, { readonly target: string; readonly marked: boolean }>>;
  /** What `poll` returns. */
  readonly polled?: number;
  /** The limits of open files, soft and hard; null if they cannot be read. */
  readonly parent?: readonly [bigint, bigint] | null;
  readonly own?: readonly [bigint, bigint] | null;
}

const CALLER = { 5: { target: "/dev/zero", marked: true } };
const F_GETFD = 1;
const F_SETFD = 2;
const POLLNVAL = 0x20;

/** What the function asks of a C library on such a machine. */
function undo({ open = CALLER, polled = 1, parent = [256n, 4096n], own = [1024n, 4096n] }: Machine = {}) {
  const asked = { signals: [] as number[], polled: [] as number[], checked: [] as number[] };
  const made = { unmarked: [] as number[], limits: [] as (readonly bigint[])[] };
  const textOf = (bytes: unknown): string => new TextDecoder().decode(bytes as Uint8Array);
  const library = {
    signal: (number: number, action: unknown) => {
      expect(action).toBeNull();
      asked.signals.push(number);
      return null;
    },
    poll: (table: Int32Array, count: number, time: number) => {
      expect([table.length, time]).toEqual([2 * count, 0]);
      for (let at = 0; at < table.length; at += 2) {
        asked.polled.push(table[at]!);
        expect(table[at + 1]).toBe(0);
        if (polled >= 0 && open[table[at]!] === undefined) table[at + 1] = POLLNVAL << 16;
      }
      return polled;
    },
    fcntl: (descriptor: number, request: number, flags: number) => {
      expect(flags).toBe(0);
      if (request === F_SETFD) made.unmarked.push(descriptor);
      if (request !== F_GETFD) return 0;
      asked.checked.push(descriptor);
      return open[descriptor] === undefined ? -1 : Number(open[descriptor].marked);
    },
    readlink: (path: Uint8Array, into: Uint8Array, size: number) => {
      const descriptor = Number(/^\/proc\/self\/fd\/(\d+)\0$/.exec(textOf(path))?.[1]);
      const target = open[descriptor]?.target ?? "";
      if (target === "") return -1n;
      const { written } = new TextEncoder().encodeInto(target.slice(0, size), into);
      return BigInt(written);
    },
    prlimit: (pid: number, resource: number, next: BigUint64Array | null, old: BigUint64Array | null) => {
      expect(resource).toBe(7);
      if (next !== null) made.limits.push([BigInt(pid), ...next]);
      const limits = pid === process.ppid ? parent : own;
      if (limits === null) return -1;
      old?.set([...limits]);
      return 0;
    },
  };
  undoBunStart(library as unknown as Library);
  return { ...asked, ...made };
}

const ALL = Array.from({ length: 253 }, (_, index) => index + 3);

describe.skipIf(process.platform !== "linux")("undoBunStart", () => {
  test("gives the signals that Bun ignores their default actions", () => {
    expect(undo().signals).toEqual([13, 25]);
  });

  test("finds with one call which of the descriptors from 3 to 255 are open, and checks only those", () => {
    const open = { ...CALLER, 255: CALLER[5], 256: CALLER[5] };
    expect(undo({ open })).toMatchObject({ polled: ALL, checked: [5, 255], unmarked: [5, 255] });
  });

  test("checks each of them if that call fails", () => {
    expect(undo({ polled: -1 })).toMatchObject({ checked: ALL, unmarked: [5] });
  });

  test("keeps the mark on what Bun opened, and ignores descriptors that are unmarked or lead nowhere", () => {
    const open = {
      3: { target: "anon_inode:[eventpoll]", marked: true },
      4: { target: "anon_inode:", marked: true },
      6: { target: "anon_inodes", marked: true },
      7: { target: "", marked: true },
      8: { target: "/dev/zero", marked: false },
      9: { target: "/", marked: true },
    };
    expect(undo({ open })).toMatchObject({ checked: [3, 4, 6, 7, 8, 9], unmarked: [6, 9] });
  });

  test.each<[string, Machine, (readonly bigint[])[]]>([
    ["lowers its limit of open files to its parent's", {}, [[0n, 256n, 4096n]]],
    ["keeps a limit that is its parent's", { parent: [1024n, 1024n] }, []],
    ["keeps a limit below its parent's", { parent: [2048n, 4096n] }, []],
    ["keeps its limit if the parent's cannot be read", { parent: null }, []],
    ["keeps its limit if it cannot be read", { own: null }, []],
  ])("%s", (_title, machine, limits) => {
    expect(undo(machine).limits).toEqual(limits);
  });
});
