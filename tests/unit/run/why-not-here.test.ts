import { expect, test } from "bun:test";
import { listPlugins } from "../../../src/plugin/list-plugins.ts";
import { planPlain } from "../../../src/run/classify-plugin.ts";
import { whyNotHere } from "../../../src/run/why-not-here.ts";
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
