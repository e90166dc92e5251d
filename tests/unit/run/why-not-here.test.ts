import { expect, test } from "bun:test";
import { listPlugins } from "../../../src/plugin/list-plugins.ts";
import { planPlain } from "../../../src/run/classify-plugin.ts";
import { surelyRuns, whyNotHere } from "../../../src/run/why-not-here.ts";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

test("a plugin that needs a later luff does not run here", async () => {
  const manifest =
    'apiVersion: v1\nname: p\nversion: 1.0.0\ntype: cli/v1\nruntime: lua/v1\nruntimeConfig: {script: x.lua, luff: ">=9"}\n';
  const host = createMemoryHost({ files: { "/plugins/p/plugin.yaml": manifest, "/plugins/p/x.lua": "" } });
  const cache = createParseCache(host, "/cache", undefined);
  const found = await listPlugins({ host, cache }, { directories: ["/plugins"], byDefault: "" });
  const [installed] = found.installed;
  if (installed === undefined) throw new Error("the plugin was not found");
  const why = (version: string) =>
    whyNotHere(host, { installed, run: planPlain(host, installed) }, { version, isReady: false });
  expect(await why("0.1.0")).toEqual({
    reason: "needs luff 9 or later, and this is luff 0.1.0",
    hint: "Install such a luff, or another version of the plugin.",
  });
  expect(await why("9.0.0")).toBeUndefined();
});

test.each([
  ["a program that is ready", "platformCommand: [{command: /bin/sh}]\n", true, true],
  ["a program that is not ready", "platformCommand: [{command: /bin/sh}]\n", false, false],
  ["a getter", "command: /bin/sh\ndownloaders: [{command: get, protocols: [x]}]\n", true, false],
  ["a script", "apiVersion: v1\ntype: cli/v1\nruntime: lua/v1\nruntimeConfig: {script: x.lua}\n", true, false],
])("that a plugin surely runs, with %s", async (_what, more, isReady, expected) => {
  const manifest = `name: p\nversion: 1.0.0\n${more}`;
  const host = createMemoryHost({ files: { "/plugins/p/plugin.yaml": manifest, "/plugins/p/x.lua": "" } });
  const reading = { host, cache: createParseCache(host, "/cache", undefined) };
  const [installed] = (await listPlugins(reading, { directories: ["/plugins"], byDefault: "" })).installed;
  if (installed === undefined) throw new Error("the plugin was not found");
  expect(surelyRuns({ installed, run: planPlain(host, installed) }, { isReady })).toBe(expected);
});
