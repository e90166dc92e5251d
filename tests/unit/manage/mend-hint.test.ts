import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import { createHost } from "../../../src/host/bun/host.ts";
import { HostError } from "../../../src/host/host-error.ts";
import type { Host } from "../../../src/host/host.ts";
import { findLostFiles } from "../../../src/manage/receipt/find-lost-files.ts";
import { mendHint } from "../../../src/manage/receipt/mend-hint.ts";
import { recordReceipt } from "../../../src/manage/receipt/own-receipt.ts";
import { fileListPath } from "../../../src/manage/receipt/receipt.ts";
import { pluginStore } from "../../../src/manage/store/plugin-store.ts";
import type { InstalledPlugin } from "../../../src/plugin/installed-plugin.ts";
import { parsePlugin } from "../../../src/plugin/read-plugin.ts";

const host = createHost();
let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), "luff-mend-hint-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A plugin that luff has installed with these files, of which only its manifest is there. */
async function installed(names: readonly string[], pinned = false): Promise<InstalledPlugin> {
  const store = pluginStore(host.os, root);
  const folder = join(root, "greet");
  const manifest = "name: greet\nversion: 1.0.0\nusage: u\ncommand: cmd\n";
  for (const path of [folder, store.receipts, store.fileLists]) mkdirSync(path, { recursive: true });
  writeFileSync(join(folder, "plugin.yaml"), manifest);
  const file = { kind: "file", sha256: "0".repeat(64), executable: false };
  const list = Object.fromEntries(["plugin.yaml", ...names].map((name) => [name, file]));
  writeFileSync(fileListPath(host, store, "greet"), JSON.stringify(list));
  const origin = { kind: "archive", path: join(root, "greet.tgz"), sha256: "0".repeat(64) } as const;
  const receipt = { name: "greet", version: "1.0.0", installed: "2026-01-01T00:00:00Z", luff: "0.1.0", origin, pinned };
  recordReceipt(host, { store, folder: "greet", writing: "in a change" }, receipt);
  const read = await parsePlugin({ host, cache: createParseCache(host, "", undefined) }, folder, Buffer.from(manifest));
  if (read.kind !== "installed") throw new Error("the plugin is broken");
  return read;
}

/** A host that may not look at a path. */
function withoutAccess(path: string): Host {
  const entry = (asked: string) => {
    if (asked === path) throw new HostError("denied", asked, "permission denied");
    return host.disk.entry(asked);
  };
  return { ...host, disk: { ...host.disk, entry } };
}

test("a file that cannot be looked at is not known to be missing", async () => {
  const { folder } = await installed(["bin/run.sh", "other"]);
  expect(findLostFiles(host, folder)).toEqual(["bin/run.sh", "other"]);
  expect(findLostFiles(withoutAccess(join(folder, "bin", "run.sh")), folder)).toEqual(["other"]);
});

test("the hint is for a missing file of luff's whose whole path is named", async () => {
  const plugin = await installed(["run", "bin/run.sh"]);
  const path = (...names: readonly string[]): string => join(plugin.folder, ...names);
  for (const reason of [`${path("run")} is missing`, `${path("run")}: no such file`, `there is no "${path("run")}".`]) {
    expect(mendHint(host, plugin, reason)).toContain("'luff plugin update greet' brings it back");
  }
  for (const name of ["run.sh", "runner", "run/x", "run-2"]) {
    expect(mendHint(host, plugin, `${path(name)} is missing`)).toBeUndefined();
  }
});

test("the hint names no command that a pinned plugin refuses", async () => {
  const plugin = await installed(["run"], true);
  const hint = mendHint(host, plugin, `${join(plugin.folder, "run")} is missing`);
  expect(hint).toContain("'luff plugin verify greet'");
  expect(hint).not.toContain("update");
});

test("there is no hint where luff cannot look, and no error", async () => {
  const plugin = await installed(["run"]);
  expect(mendHint(withoutAccess(plugin.folder), plugin, `${join(plugin.folder, "run")} is missing`)).toBeUndefined();
});
