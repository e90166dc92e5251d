import { afterAll, beforeEach, expect, test } from "bun:test";
import { spawnProcess, type SpawnedProcess } from "../../../../../src/host/bun/children/spawn-process.ts";
import type { PosixLibrary } from "../../../../../src/host/bun/library/posix-library.ts";

const MADE = ["init", "destroy", "adddup2"];
const ENVIRONMENT = {};
const PIPE_SIGNAL = [13];
const STREAMS = [
  { of: 0, end: 5 },
  { of: 1, end: 7 },
];

/** What a start made or destroyed, each with its numbers, and what it started the program with. */
interface Start {
  readonly actions: readonly string[];
  readonly attributes: readonly string[];
  readonly given: readonly unknown[];
}

function start(more: Partial<SpawnedProcess> = {}): Start {
  const actions: string[] = [];
  const attributes: string[] = [];
  let given: readonly unknown[] = [];
  const call = (name: string, [, ...values]: readonly unknown[]): void => {
    const what = name.split("_").at(-1) ?? "";
    if (!MADE.includes(what)) return;
    const numbers = values.filter((value) => typeof value === "number");
    (name.includes("attr") ? attributes : actions).push([what, ...numbers].join(" "));
  };
  // It starts nothing.
  const libc = new Proxy({} as PosixLibrary, {
    get:
      (_none, name: string) =>
      (...values: readonly unknown[]) => {
        if (name === "posix_spawn") given = values.slice(2, 4);
        else call(name, values);
        return 0;
      },
  });
  const program = { file: "/p", argv: ["p"], environment: ENVIRONMENT, streams: STREAMS, defaults: PIPE_SIGNAL };
  spawnProcess(libc, { ...program, ...more });
  return { actions, attributes, given };
}

const NOTHING = { actions: [], attributes: [] };

beforeEach(() => void start());
// Whoever really starts programs after this must not get what no C library has made.
afterAll(() => void start({ streams: [{ of: 99, end: 99 }], defaults: [] }));

test("a program with the same streams and signals as the last one gets what was made for that", () => {
  const last = start();
  const next = start({ streams: STREAMS.map((stream) => ({ ...stream })) });
  expect(next).toMatchObject(NOTHING);
  expect(next.given).toEqual(last.given);
  for (const [index, block] of next.given.entries()) expect(block).toBe(last.given[index]);
});

test.each([
  { streams: [{ of: 0, end: 5 }], dup2: ["adddup2 5 0"] },
  {
    streams: [
      { of: 0, end: 5 },
      { of: 1, end: 8 },
    ],
    dup2: ["adddup2 5 0", "adddup2 8 1"],
  },
  {
    streams: [
      { of: 0, end: 5 },
      { of: 2, end: 7 },
    ],
    dup2: ["adddup2 5 0", "adddup2 7 2"],
  },
  { streams: [...STREAMS, { of: 2, end: 9 }], dup2: ["adddup2 5 0", "adddup2 7 1", "adddup2 9 2"] },
  { streams: [], dup2: [] },
])("a program with other streams gets its own, and the last ones are destroyed: %j", ({ streams, dup2 }) => {
  expect(start({ streams })).toMatchObject({ actions: ["destroy", "init", ...dup2], attributes: [] });
  expect(start({ streams })).toMatchObject(NOTHING);
});

test("for a folder of its own a program gets what was made for it alone", () => {
  const anew = ["destroy", "init", "adddup2 5 0", "adddup2 7 1"];
  const folder = Uint8Array.of(0x2f);
  expect(start({ folder }).actions).toEqual(anew);
  expect(start({ folder }).actions).toEqual(anew);
  expect(start().actions).toEqual(anew);
  expect(start().actions).toEqual([]);
});

test.each([{ group: 0 }, { group: 21 }, { defaults: [13, 25] }])("%j needs other attributes, once", (more) => {
  expect(start(more)).toMatchObject({ actions: [], attributes: ["destroy", "init"] });
  expect(start(more)).toMatchObject(NOTHING);
  expect(start()).toMatchObject({ actions: [], attributes: ["destroy", "init"] });
});
