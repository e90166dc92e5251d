import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { renameSync, symlinkSync } from "node:fs";
import { createHost } from "../../../src/host/bun/host.ts";
import { readOwnReceipt, recordReceipt } from "../../../src/manage/receipt/own-receipt.ts";
import { receiptPath, renderReceipt, type Origin, type Receipt } from "../../../src/manage/receipt/receipt.ts";
import { pluginStore, type PluginStore } from "../../../src/manage/store/plugin-store.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

const host = createHost();
let sandbox: Sandbox;
let store: PluginStore;
beforeEach(() => {
  sandbox = createSandbox();
  store = pluginStore(host.os, sandbox.plugins);
  host.disk.makeFolders(store.receipts);
});
afterEach(() => sandbox.remove());

const receiptFor = (origin: Origin): Receipt => ({
  name: "greet",
  version: "1.0.0",
  origin,
  installed: "2026-01-01T00:00:00.000Z",
  luff: "1.0.0",
});
const archive = receiptFor({ kind: "archive", path: "/greet.tgz", sha256: "0" });
const isOwn = (): boolean => readOwnReceipt(host, store.folder("greet")) !== undefined;
const putFolder = (manifest: string): void => void sandbox.write("plugins/greet/plugin.yaml", manifest);
const moveAway = (): void => renameSync(sandbox.path("plugins/greet"), sandbox.path("gone"));

describe("the receipt of a folder", () => {
  test("counts for the folder, whatever becomes of its manifest", () => {
    putFolder("name: greet\n");
    expect(recordReceipt(host, { store, folder: "greet", writing: "durably" }, archive).stamp).toEqual({
      identity: host.disk.entryIdentity(store.folder("greet")),
      manifest: new Bun.CryptoHasher("sha256").update("name: greet\n").digest("hex"),
    });
    expect(isOwn()).toBe(true);
    putFolder("name: other\n");
    expect(isOwn()).toBe(true);
  });

  test.each([
    ["counts for another folder with the same manifest, such as a copy", "name: greet\n", true],
    ["does not count for another folder with another manifest", "name: greet\nversion: 2.0.0\n", false],
  ])("%s", (_what, manifest, expected) => {
    putFolder("name: greet\n");
    recordReceipt(host, { store, folder: "greet", writing: "durably" }, archive);
    moveAway();
    putFolder(manifest);
    expect(isOwn()).toBe(expected);
  });

  test("does not count for a link, nor for a folder without a manifest", () => {
    putFolder("name: greet\n");
    recordReceipt(host, { store, folder: "greet", writing: "durably" }, archive);
    moveAway();
    symlinkSync(sandbox.path("gone"), sandbox.path("plugins/greet"));
    expect(isOwn()).toBe(false);
    renameSync(sandbox.path("plugins/greet"), sandbox.path("link"));
    sandbox.write("plugins/greet/README", "");
    expect(isOwn()).toBe(false);
  });

  test("counts without a stamp, as the first luff wrote it", () => {
    putFolder("name: greet\n");
    host.disk.writeDurably(receiptPath(host, store, "greet"), renderReceipt(archive));
    expect(isOwn()).toBe(true);
  });
});

describe("the receipt of a link", () => {
  beforeEach(() => {
    for (const name of ["one", "two"]) sandbox.write(`${name}/plugin.yaml`, "name: greet\n");
    symlinkSync(sandbox.path("one"), sandbox.path("plugins/greet"));
    recordReceipt(
      host,
      { store, folder: "greet", writing: "durably" },
      receiptFor({ kind: "link", path: sandbox.path("one") }),
    );
  });

  test.each([
    ["counts for a link that leads to the same folder", "one", true],
    ["does not count for a link that leads elsewhere", "two", false],
  ])("%s", (_what, target, expected) => {
    expect(isOwn()).toBe(true);
    moveAway();
    symlinkSync(sandbox.path(target), sandbox.path("plugins/greet"));
    expect(isOwn()).toBe(expected);
  });

  test("does not count for a folder", () => {
    moveAway();
    putFolder("name: greet\n");
    expect(isOwn()).toBe(false);
  });
});
