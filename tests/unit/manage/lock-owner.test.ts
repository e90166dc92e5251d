import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { Host } from "../../../src/host/host.ts";
import { HostError } from "../../../src/host/host-error.ts";
import { ownToken } from "../../../src/manage/store/lock-owner.ts";
import { pluginStore } from "../../../src/manage/store/plugin-store.ts";
import { withStore } from "../../../src/manage/store/with-store.ts";
import { createMortalHost } from "../../helpers/disk-host.ts";
import { filesBelow } from "../../helpers/files-below.ts";
import { manageContext } from "../../helpers/manage-context.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const { host } = createMortalHost();

/** A host on a full disk: no content of the lock's file fits, and with `names` false no new name either. */
function onFullDisk({ names = true }): Host {
  const lock: Host["disk"]["lock"] = (path, _owner, patience) => host.disk.lock(path, "", patience);
  const create: Host["disk"]["create"] = (path) => {
    throw new HostError("other", path, "no space left on device");
  };
  return { ...host, disk: { ...host.disk, lock, ...(names ? {} : { create }) } };
}

/** The files of the journal: there while another luff worked. */
const journal = (): readonly string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) => path.startsWith(".luff/journal/"));
let marks: readonly string[] = [];

/** What a luff with this token in its environment takes for its own while another one works. */
function tokensSeen(working: Host, tokenOf: (given: string) => string): Promise<string | undefined> {
  marks = [];
  const store = pluginStore(host.os, sandbox.plugins);
  return withStore(
    manageContext(working, sandbox, () => {}),
    sandbox.plugins,
    async ({ hookVariables }) => {
      const token = tokenOf(hookVariables["LUFF_LOCK"] ?? "");
      marks = journal();
      const get = (name: string): string | undefined => (name === "LUFF_LOCK" ? token : undefined);
      return ownToken({ ...host, environment: { ...host.environment, get } }, store);
    },
  );
}

const same = (given: string): string => given;
const other = (given: string): string => given.split("").toReversed().join("");

describe("the token of a lock", () => {
  test.each([
    ["whose file has it", host],
    ["whose file has no room for it", onFullDisk({})],
  ])("%s is that of a luff in a hook alone", async (_title, working) => {
    expect(await tokensSeen(working, same)).toMatch(/^[0-9a-f]{32}$/);
    expect(await tokensSeen(working, other)).toBeUndefined();
    expect(await tokensSeen(working, () => "")).toBeUndefined();
    expect(await tokensSeen(working, () => "../lock")).toBeUndefined();
    expect(journal()).toEqual([]);
  });

  test("is the name of a mark only where the lock's file has no room for it", async () => {
    expect({ seen: await tokensSeen(host, same), marks }).toEqual({ seen: expect.any(String), marks: [] });
    const seen = await tokensSeen(onFullDisk({}), same);
    expect(marks).toEqual([`.luff/journal/${seen}`]);
  });

  test("has no mark if something else than the disk is in the way", async () => {
    const create = (): never => {
      throw new Error("bug");
    };
    const broken = onFullDisk({});
    const working = { ...broken, disk: { ...broken.disk, create } };
    expect(await tokensSeen(working, same).catch(String)).toBe("Error: bug");
  });

  test("is nobody's where there is no room even for a name", async () => {
    expect(await tokensSeen(onFullDisk({ names: false }), same)).toBeUndefined();
  });

  test("of a luff that was killed is nobody's under the next lock", async () => {
    const stale = "0123456789abcdef0123456789abcdef";
    sandbox.write(`plugins/.luff/journal/${stale}`, "");
    expect(await tokensSeen(onFullDisk({}), () => stale)).toBeUndefined();
  });
});
