import { expect, test } from "bun:test";
import { createHost } from "../../../src/host/bun/host.ts";
import { createProgramFinder } from "../../../src/run/program-finder.ts";

const words = (...argv: string[]): Uint8Array[] => argv.map((each) => new TextEncoder().encode(each));

test("to find a program makes no part of the host that the search does not need", () => {
  const asked = new Set<string | symbol>();
  const host = new Proxy(createHost(), {
    get(target, name, receiver) {
      asked.add(name);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  const variables = { PATH: process.env["PATH"] ?? "" };
  const found = createProgramFinder(host).prepare(words("bun"), { own: variables, program: {} });
  expect(new TextDecoder().decode(found.file)).toBe(Bun.which("bun") ?? "");
  expect(asked.has("files")).toBe(true);
  const notNeeded = ["http", "compression", "disk", "signals", "descriptors", "children"] as const;
  expect(notNeeded.filter((name) => asked.has(name))).toEqual([]);
});
