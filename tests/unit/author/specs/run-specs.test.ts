import { expect, test } from "bun:test";
import { runSpecs } from "../../../../src/author/specs/run-specs.ts";
import type { Host } from "../../../../src/host/host.ts";
import { createMemoryHost } from "../../../helpers/memory-host.ts";

test("what still runs is ended, and has ended, when a run stops", async () => {
  const calls: string[] = [];
  let children = 0;
  const programs = {
    start: () => ({ child: ++children }),
    waitForEnd(child: number, milliseconds: number) {
      if (milliseconds > 0) calls.push(`wait ${child}`);
      return undefined;
    },
    signal: (child: number, signal: number) => calls.push(`signal ${child} ${signal}`),
  };
  const memory = createMemoryHost();
  const host = {
    ...memory,
    files: { ...memory.files, writeAtomically: () => {} },
    disk: { makeFolders: () => {} },
    lua: async () => ({ programs }),
  } as unknown as Host;
  const run = {
    folder: "/plugin",
    files: ["spec/a_spec.lua", "spec/b_spec.lua", "spec/c_spec.lua"],
    filter: "",
    covered: [],
    jobs: 2,
    place: "/place",
    words: [],
    variables: {},
    readTypes: async () => [],
    onResult: () => {},
    guard: () => Promise.reject(new Error("stop")),
  };
  expect(await runSpecs(host, run).catch(String)).toBe("Error: stop");
  expect(calls).toEqual(["signal 1 9", "signal 2 9", "wait 1", "wait 2"]);
});
