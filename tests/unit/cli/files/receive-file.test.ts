import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { receiveFile } from "../../../../src/cli/files/receive-file.ts";
import { createHost } from "../../../../src/host/bun/host.ts";
import { HostError, type HostErrorKind } from "../../../../src/host/host-error.ts";
import { filesBelow } from "../../../helpers/files-below.ts";

const host = createHost();
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "luff-receive-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const LEFT = "file.part-Abc123";

/** Makes a folder of the name of one that luff has left, with these files. */
function leave(files: Readonly<Record<string, string>>, mode = 0o700): void {
  mkdirSync(join(root, LEFT));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, LEFT, name), content);
  chmodSync(join(root, LEFT), mode);
}

async function receive(disk = host.disk): Promise<Readonly<Record<string, string>>> {
  await receiveFile({ ...host, disk }, join(root, "file"), async (file) => writeFileSync(file, "new"));
  return filesBelow(root);
}

/** The host's disk, with another lock. */
function lockingBy(kind: HostErrorKind): typeof host.disk {
  return {
    ...host.disk,
    lock(path) {
      throw new HostError(kind, path, "not today");
    },
  };
}

describe("receiveFile", () => {
  test("removes a folder that luff has left of the same file", async () => {
    leave({ lock: "", data: "a part" });
    expect(await receive()).toEqual({ file: "new" });
  });

  test.each([
    ["has another file", { lock: "", data: "", "mine.txt": "x" }, 0o700],
    ["has no lock", { data: "x" }, 0o700],
    ["others may enter", { lock: "x" }, 0o755],
  ])("leaves alone a folder of such a name that %s", async (_what, files, mode) => {
    leave(files, mode);
    const kept = Object.entries(files).map(([name, content]) => [`${LEFT}/${name}`, content]);
    expect(await receive()).toEqual({ file: "new", [LEFT]: "folder", ...Object.fromEntries(kept) });
  });

  test("leaves alone a folder whose lock is a link, and the file that it leads to", async () => {
    writeFileSync(join(root, "mine"), "x");
    leave({});
    symlinkSync(join(root, "mine"), join(root, LEFT, "lock"));
    expect(await receive()).toMatchObject({ file: "new", mine: "x" });
    expect(host.disk.entry(join(root, LEFT, "lock"))?.kind).toBe("link");
  });

  test("receives a file on a file system without locks, and leaves what others may be receiving", async () => {
    leave({ lock: "", data: "x" });
    const left = { [LEFT]: "folder", [`${LEFT}/lock`]: "", [`${LEFT}/data`]: "x" };
    expect(await receive(lockingBy("other"))).toEqual({ file: "new", ...left });
  });

  test("says why the lock of its folder cannot be made", async () => {
    const refused = receive(lockingBy("no-space"));
    expect(await refused.catch((error: unknown) => error)).toMatchObject({
      code: "file-failed",
      message: `cannot write ${join(root, "file")}: not today`,
    });
  });
});
