import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Host } from "../../../src/host/host.ts";
import { HostError } from "../../../src/host/host-error.ts";
import { createHost } from "../../../src/host/bun/host.ts";
import { syncTree } from "../../../src/manage/store/sync-tree.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
let steps: string[];
beforeEach(() => {
  sandbox = createSandbox();
  steps = [];
  for (const path of ["a", "b/c", "b/locked"]) sandbox.write(`tree/${path}`, "x");
  sandbox.link("tree/link", "a");
});
afterEach(() => sandbox.remove());

/** A host that writes down what it synchronises, below the tree. */
function hostOf(hasVolumes: boolean, fault: HostError["kind"]): Pick<Host, "os" | "files" | "disk"> {
  const host = createHost();
  const note = (step: string, path: string): void =>
    void steps.push(`${step} ${path.replace(sandbox.path("tree"), "").replaceAll("\\", "/")}`);
  const syncFile = (path: string): void => {
    note("file", path);
    if (path.endsWith("locked")) throw new HostError(fault, path, "no");
  };
  const syncVolume = (path: string): boolean => {
    note("volume", path);
    return hasVolumes;
  };
  return { ...host, disk: { ...host.disk, syncFile, syncFolder: (path) => note("folder", path), syncVolume } };
}

test("asks once where the system can wait for a volume", () => {
  syncTree(hostOf(true, "denied"), sandbox.path("tree"));
  expect(steps).toEqual(["volume "]);
});

test("waits for each file and each folder elsewhere, but for links and for files that luff may not open", () => {
  syncTree(hostOf(false, "denied"), sandbox.path("tree"));
  const expected = ["volume ", "file /a", "file /b/c", "file /b/locked", "folder /b", "folder "];
  expect(steps.toSorted()).toEqual(expected.toSorted());
  expect(steps.at(-1)).toBe("folder ");
});

test("does not hide that a disk is damaged", () => {
  expect(() => syncTree(hostOf(false, "other"), sandbox.path("tree"))).toThrow(HostError);
});
