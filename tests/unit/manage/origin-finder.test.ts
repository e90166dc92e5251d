import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHost } from "../../../src/host/bun/host.ts";
import { findOrigin } from "../../../src/manage/receipt/find-origin.ts";
import { originFinder } from "../../../src/manage/receipt/origin-finder.ts";
import { recordReceipt } from "../../../src/manage/receipt/own-receipt.ts";
import { pluginStore } from "../../../src/manage/store/plugin-store.ts";

const host = createHost();
let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), "luff-origin-finder-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A plugins folder: a link of the user's, plugins that luff has unpacked and linked, and one that nothing is known of. */
function makePlugins(): readonly string[] {
  const store = pluginStore(host.os, root);
  const origins = {
    packed: { kind: "archive", path: "/tmp/packed.tgz", sha256: "0".repeat(64) },
    linked: { kind: "link", path: root },
  } as const;
  for (const folder of ["packed", "plain"]) mkdirSync(join(root, folder));
  for (const folder of ["linked", "other"]) symlinkSync(root, join(root, folder), "junction");
  mkdirSync(store.receipts, { recursive: true });
  for (const [folder, origin] of Object.entries(origins)) {
    const receipt = { name: folder, version: "1.0.0", installed: new Date(0).toISOString(), luff: "0.1.0", origin };
    recordReceipt(host, { store, folder, writing: "in a change" }, receipt);
  }
  return ["packed", "linked", "other", "plain"].map((folder) => join(root, folder));
}

test("finds the same as findOrigin, whether the host lists links or not", () => {
  const folders = makePlugins();
  const files = { ...host.files, listLinks: () => undefined };
  const expected = folders.map((folder) => findOrigin(host, folder));
  expect(expected.map((found) => found?.origin.kind)).toEqual(["archive", "link", "link", undefined]);
  expect(folders.map(originFinder(host))).toEqual(expected);
  expect(folders.map(originFinder({ ...host, files }))).toEqual(expected);
});

test("looks at no folder that is surely no link", () => {
  const [, , other = "", plain = ""] = makePlugins();
  const asked: string[] = [];
  const entry = (path: string) => {
    asked.push(path);
    return host.disk.entry(path);
  };
  const files = { ...host.files, listLinks: () => ["other"] };
  const find = originFinder({ ...host, files, disk: { ...host.disk, entry } });
  expect(find(plain)).toBeUndefined();
  expect(asked).toEqual([]);
  expect(find(other)?.origin).toEqual({ kind: "link", path: host.disk.readLink(other) });
  expect(asked).toEqual([other]);
});
