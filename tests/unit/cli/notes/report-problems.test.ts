import { expect, test } from "bun:test";
import { call, PLUGINS } from "../../../helpers/call-luff.ts";
import type { MemoryEntry } from "../../../helpers/memory-files.ts";

const MANIFEST =
  "apiVersion: v1\nname: p\nversion: 1.0.0\ntype: cli/v1\nruntime: lua/v1\nruntimeConfig: {script: x.lua}\n";

test.each<[string, Record<string, MemoryEntry>, string]>([
  ["is missing", {}, "is missing"],
  [
    "cannot be looked at",
    { [`${PLUGINS}/p/x.lua`]: { kind: "link", target: "x.lua" } },
    "cannot be read: too many levels of symbolic links",
  ],
])("plugin list warns about a Lua plugin whose script %s", async (_title, script, reason) => {
  const { status, stderr } = await call(["plugin", "list"], {
    files: { [`${PLUGINS}/p/plugin.yaml`]: MANIFEST, ...script },
  });
  expect(status).toBe(0);
  expect(stderr).toBe(`Warning: plugin "p" in ${PLUGINS}/p cannot run: its script x.lua ${reason}\n`);
});

test("plugin list does not warn about a script that exists", async () => {
  const files = { [`${PLUGINS}/p/plugin.yaml`]: MANIFEST, [`${PLUGINS}/p/x.lua`]: "" };
  expect(await call(["plugin", "list"], { files })).toMatchObject({ status: 0, stderr: "" });
});
