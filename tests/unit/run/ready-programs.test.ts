import { expect, test } from "bun:test";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import { listPlugins } from "../../../src/plugin/list-plugins.ts";
import { planPlain } from "../../../src/run/classify-plugin.ts";
import { readyPrograms } from "../../../src/run/ready-programs.ts";
import { manifest, PLUGINS, plugins } from "../../helpers/call-luff.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

test("the programs of a list are opened once, and again when one has changed", async () => {
  const host = createMemoryHost({
    files: {
      ...plugins("a", "b", "gone"),
      "/bin/sh": { kind: "program" },
      [`${PLUGINS}/a/run`]: { kind: "program", content: "#!/bin/sh\n" },
      [`${PLUGINS}/b/run`]: { kind: "program", content: "#!/bin/none\n" },
      [`${PLUGINS}/gone/plugin.yaml`]: manifest("gone").replace("/run", "/lost"),
    },
  });
  const opened: string[] = [];
  const read = (path: string, limit?: number): Uint8Array => {
    if (path.endsWith("/run")) opened.push(path);
    return host.files.read(path, limit);
  };
  const watched = { ...host, files: { ...host.files, read } };
  const cache = createParseCache(host, "/cache", "build");
  const ready = async (): Promise<readonly string[]> => {
    const { installed } = await listPlugins({ host, cache }, { directories: [PLUGINS], byDefault: "" });
    const planned = installed.map((each) => ({ installed: each, run: planPlain(host, each) }));
    return [...(await readyPrograms({ host: watched, cache }, planned))].map((each) => each.installed.plugin.name);
  };
  expect(await ready()).toEqual(["a"]);
  expect(opened).toEqual([`${PLUGINS}/a/run`, `${PLUGINS}/b/run`]);
  expect(await ready()).toEqual(["a"]);
  expect(opened).toHaveLength(2);
  host.files.put(`${PLUGINS}/b/run`, { kind: "program", content: "#!/bin/sh\nexit\n" });
  expect(await ready()).toEqual(["a", "b"]);
  expect(opened).toHaveLength(4);
});

test("what a first line says with a variable is looked at for each plugin", async () => {
  const line = { kind: "program", content: "#!/usr/bin/env -S ${HELM_PLUGIN_DIR}/tool\n" } as const;
  const files = { ...plugins("a", "b"), [`${PLUGINS}/a/run`]: line, [`${PLUGINS}/b/run`]: line };
  const host = createMemoryHost({
    files: { ...files, "/usr/bin/env": { kind: "program" }, [`${PLUGINS}/a/tool`]: { kind: "program" } },
  });
  const cache = createParseCache(host, "/cache", "build");
  const { installed } = await listPlugins({ host, cache }, { directories: [PLUGINS], byDefault: "" });
  const planned = installed.map((each) => ({ installed: each, run: planPlain(host, each) }));
  const ready = await readyPrograms({ host, cache }, planned);
  expect([...ready].map((each) => each.installed.plugin.name)).toEqual(["a"]);
});
