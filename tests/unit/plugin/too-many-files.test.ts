import { describe, expect, test } from "bun:test";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import type { Files } from "../../../src/host/files.ts";
import { HostError } from "../../../src/host/host-error.ts";
import { findPlugin } from "../../../src/plugin/find-plugin.ts";
import { listPlugins } from "../../../src/plugin/list-plugins.ts";
import { readScript } from "../../../src/run/read-script.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const LINUX = "Raise the limit on open files (ulimit -n), or close some programs.";

function fail(path: string): never {
  throw new HostError("too-many-files", path, "too many open files");
}

/** A host that can open no file for one of the calls. */
function hostWithout(call: "read" | "list", os = "linux") {
  const host = createMemoryHost({ os, files: { "/p/a/plugin.yaml": "name: x\n" } });
  const files: Files = { ...host.files, [call]: fail };
  return { ...host, files };
}

function outcome(search: Promise<unknown>): Promise<unknown> {
  return search.catch((failure: unknown) => failure);
}

function error(path: string, hint = LINUX, asker = ""): unknown {
  return expect.objectContaining({
    code: "too-many-files",
    message: `${asker}cannot open ${path}: too many open files`,
    hint,
  });
}

describe("if no more files can be opened", () => {
  test.each([
    ["list", "/p"],
    ["read", "/p/x/plugin.yaml"],
  ] as const)("a search whose %s fails is an error, and not an empty result", async (call, path) => {
    const host = hostWithout(call);
    const reading = { host, cache: createParseCache(host, "", undefined) };
    expect(await outcome(findPlugin(reading, ["/p"], "x"))).toEqual(error(path));
  });

  test.each([
    ["list", "/p"],
    ["read", "/p/a/plugin.yaml"],
  ] as const)("a list whose %s fails is an error, and not a shorter list", async (call, path) => {
    const host = hostWithout(call);
    const reading = { host, cache: createParseCache(host, "", undefined) };
    expect(await outcome(listPlugins(reading, { directories: ["/p"], byDefault: "" }))).toEqual(error(path));
  });

  test.each([
    ["linux", LINUX],
    ["windows", "Close some programs."],
  ])("a script on %s is not reported as missing", (os, hint) => {
    const asker = 'plugin "total": ';
    expect(() => readScript(hostWithout("read", os), "main.lua", asker)).toThrow(error("main.lua", hint, asker));
  });
});
