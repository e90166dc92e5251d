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

/** A host that writes down what it synchronises below the tree, and fails at what has "locked" in its name. */
function hostOf(hasVolumes: boolean, fault: HostError): Pick<Host, "os" | "files" | "disk"> {
  const { files, disk, ...host } = createHost();
  const note = (step: string, path: string): void =>
    void steps.push(`${step} ${path.replace(sandbox.path("tree"), "").replaceAll("\\", "/")}`);
  const check = (path: string): void => {
    if (path.endsWith("locked")) throw fault;
  };
  const syncFile = (path: string): void => {
    note("file", path);
    check(path);
  };
  const list = (path: string): string[] => {
    check(path);
    return files.list(path);
  };
  const syncVolume = (path: string): boolean => {
    note("volume", path);
    return hasVolumes;
  };
  const syncFolder = (path: string): void => note("folder", path);
  return { ...host, files: { ...files, list }, disk: { ...disk, syncFile, syncFolder, syncVolume } };
}

const DENIED = new HostError("denied", "", "permission denied");

test("asks once where the system can wait for a volume", () => {
  syncTree(hostOf(true, DENIED), sandbox.path("tree"));
  expect(steps).toEqual(["volume "]);
});

test.each([
  ["that luff may not open", DENIED],
  ["that a program of Windows uses", new HostError("other", "", "resource busy or locked, open 'x'")],
  ["that are gone meanwhile", new HostError("not-found", "", "no such file or directory")],
])("waits for each file and each folder elsewhere, but for links, and leaves out those %s", (_title, fault) => {
  sandbox.write("tree/d/locked/e", "x");
  syncTree(hostOf(false, fault), sandbox.path("tree"));
  const expected = ["volume ", "file /a", "file /b/c", "file /b/locked", "folder /b"];
  expect(steps.toSorted()).toEqual([...expected, "folder /d", "folder /d/locked", "folder "].toSorted());
  expect(steps.at(-1)).toBe("folder ");
});

test("does not hide that a disk is damaged", () => {
  const fault = new HostError("other", "", "input/output error");
  expect(() => syncTree(hostOf(false, fault), sandbox.path("tree"))).toThrow(fault);
});
