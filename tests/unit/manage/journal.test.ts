import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, readlinkSync, rmSync, statSync, symlinkSync } from "node:fs";
import { manageContext } from "../../helpers/manage-context.ts";
import { AppError } from "../../../src/errors/app-error.ts";
import type { Host } from "../../../src/host/host.ts";
import { HostError } from "../../../src/host/host-error.ts";
import { requirePresentIn } from "../../../src/manage/find-present.ts";
import { installPlugin } from "../../../src/manage/change/install-plugin.ts";
import {
  beginChange,
  commitChange,
  describeChange,
  recordChange,
  undoChange,
  workplaceOf,
} from "../../../src/manage/store/journal.ts";
import type { ManageContext } from "../../../src/manage/manage-context.ts";
import { findOrigin } from "../../../src/manage/receipt/find-origin.ts";
import { pluginStore } from "../../../src/manage/store/plugin-store.ts";
import { updatePlugin } from "../../../src/manage/change/update-plugin.ts";
import { uninstallPlugin } from "../../../src/manage/change/uninstall-plugin.ts";
import { runChange } from "../../../src/manage/store/run-change.ts";
import { withStore } from "../../../src/manage/store/with-store.ts";
import { createMortalHost, Killed } from "../../helpers/disk-host.ts";
import { madeTgz } from "../../helpers/made-tar.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";
import { filesBelow } from "../../helpers/files-below.ts";

const MANIFEST = "name: greet\nversion: 1.0.0\nusage: u\ncommand: x\n";

let sandbox: Sandbox;
let notes: string[];
beforeEach(() => {
  sandbox = createSandbox();
  notes = [];
  for (const name of ["old", "new"]) sandbox.write(`${name}/greet/plugin.yaml`, `${MANIFEST}description: ${name}\n`);
});
afterEach(() => sandbox.remove());

const contextOf = (host: Host): ManageContext => manageContext(host, sandbox, (text) => void notes.push(text));

const source = (name: string) => ({ kind: "folder", path: sandbox.path(name, "greet") }) as const;
const install = (host: Host, name: string) =>
  installPlugin(contextOf(host), { source: source(name), ifPresent: "replace", runHooks: true });

/** An archive of the plugin at a path that is the same for all. Its checksum is beside it. */
function archive(name: string) {
  const bytes = archiveOf(name);
  const path = sandbox.write("work/greet.tgz", bytes);
  sandbox.write("work/greet.tgz.sha256", digestOf(bytes));
  return { kind: "archive", path } as const;
}

const archiveOf = (name: string): Uint8Array =>
  madeTgz([
    { path: "plugin.yaml", content: `${MANIFEST}description: ${name}\n` },
    { path: `files/${name}`, content: name },
  ]);
const digestOf = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");

interface Case {
  /** The steps before the change. */
  readonly before: (host: Host) => Promise<unknown>;
  readonly change: (host: Host) => Promise<unknown>;
  readonly oldState: () => unknown;
  readonly newState: () => unknown;
}

const greetOf = (name: string): unknown => [sandbox.path(name, "greet"), sandbox.path(name, "greet")];
const unpackedOf = (name: string): unknown => [`files/${name}`, digestOf(archiveOf(name))];
const nothing = (): unknown => ["nothing", undefined];

const CASES: Readonly<Record<string, Case>> = {
  "a first install": {
    before: (host) => uninstall(host).catch(() => {}),
    change: (host) => install(host, "new"),
    oldState: nothing,
    newState: () => greetOf("new"),
  },
  "an install over an older one": {
    before: (host) => install(host, "old"),
    change: (host) => install(host, "new"),
    oldState: () => greetOf("old"),
    newState: () => greetOf("new"),
  },
  "an update": {
    before: async (host) => {
      await installPlugin(contextOf(host), { source: archive("old"), ifPresent: "replace", runHooks: true });
      archive("new");
    },
    change: (host) => updatePlugin(contextOf(host), { name: "greet", runHooks: true }),
    oldState: () => unpackedOf("old"),
    newState: () => unpackedOf("new"),
  },
  "an uninstall": {
    before: (host) => install(host, "old"),
    change: uninstall,
    oldState: () => greetOf("old"),
    newState: nothing,
  },
};

function uninstall(host: Host): Promise<unknown> {
  return uninstallPlugin(contextOf(host), { name: "greet", runHooks: true, force: false });
}

/** The state of the plugin: the folder that its link leads to, and the one in its receipt. */
function state(): unknown {
  const below = filesBelow(sandbox.plugins);
  const receipt = below[".luff/receipts/greet.json"];
  const { path, sha256 } = receipt === undefined ? {} : JSON.parse(receipt).origin;
  const unpacked = Object.keys(below).filter((file) => file.startsWith("greet/files/"));
  if (below["greet"] === "link") return [readlinkSync(`${sandbox.plugins}/greet`), path];
  return [unpacked.map((file) => file.slice("greet/".length)).join(" ") || "nothing", sha256 ?? path];
}

/** The files that changes left behind. */
const leftovers = (): string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) => /^\.luff\/(journal|work)\/./.test(path));
const recoverBy = (host: Host): Promise<void> => withStore(contextOf(host), sandbox.plugins, async () => {});

describe.each(Object.entries(CASES))("%s", (_title, { before, change, oldState, newState }) => {
  test("makes its change, and leaves nothing else", async () => {
    await before(createMortalHost().host);
    await change(createMortalHost().host);
    expect(state()).toEqual(newState());
    expect(leftovers()).toEqual([]);
  });

  test("that is killed before any of its steps leaves one of both states after the next change, and nothing else", async () => {
    const seen = new Set<string>();
    let steps = 0;
    for (let life = 0; ; life++) {
      await before(createMortalHost().host);
      const { host, count } = createMortalHost((made) => made >= life);
      const outcome = await change(host).catch((error: unknown) => error);
      steps = Math.max(steps, count());
      await recoverBy(createMortalHost().host);
      expect([oldState(), newState()]).toContainEqual(state());
      expect(leftovers()).toEqual([]);
      seen.add(JSON.stringify(state()));
      if (!(outcome instanceof Killed)) break;
    }
    expect(seen.size).toBe(2);
    expect(steps).toBeGreaterThan(4);
  });

  test("can be undone even if the undo itself is killed before any of its steps", async () => {
    for (let life = 0; ; life++) {
      await before(createMortalHost().host);
      await change(createMortalHost(isCommit).host).catch(() => {});
      const { host } = createMortalHost((made) => made >= life);
      const outcome = await recoverBy(host).catch((error: unknown) => error);
      await recoverBy(createMortalHost().host);
      expect(state()).toEqual(oldState());
      expect(leftovers()).toEqual([]);
      if (!(outcome instanceof Killed)) break;
    }
  });

  test("is undone at once by a signal at any moment before it is final", async () => {
    for (let asked = 0; ; asked++) {
      await before(createMortalHost().host);
      const { host } = createMortalHost();
      let count = 0;
      const received = async (): Promise<number | undefined> => (count++ >= asked ? 15 : undefined);
      const signals = { watch: () => ({ received, end: () => {} }) };
      const outcome = await change({ ...host, signals }).catch((error: unknown) => error);
      if (!(outcome instanceof AppError)) break;
      expect([outcome.code, outcome.exitCode, state()]).toEqual(["interrupted", 143, oldState()]);
      expect(leftovers()).toEqual([]);
    }
    expect(state()).toEqual(newState());
    expect(notes).toEqual([]);
  });
});

/** The step by which a change becomes final. */
function isCommit(_count: number, change: string, path: string): boolean {
  return change === "rename" && path.includes("journal");
}

describe("a plugins folder", () => {
  test("has the record of a change on the disk before a plugin moves, and loses it there before the old plugin", async () => {
    const steps: string[] = [];
    const { host } = createMortalHost((_count, change, path) => {
      steps.push(`${change} ${path.replace(`${sandbox.plugins}/`, "")}`);
      return false;
    });
    sandbox.write("plugins/greet/plugin.yaml", MANIFEST);
    const store = pluginStore(host.os, sandbox.plugins);
    for (const folder of [store.journal, store.work]) host.disk.makeFolders(folder);
    steps.length = 0;
    const change = describeChange(host, store, { id: "1", goes: "greet", comes: null, placed: null });
    recordChange(host, store, change);
    beginChange(host, store, change);
    commitChange(host, store, change);
    expect(steps).toEqual([
      "writeDurably .luff/journal/1.json",
      "makeFolders .luff/work/1",
      "rename greet",
      "rename .luff/journal/1.json",
      "syncFolder .luff/journal",
      "remove .luff/journal/1.json.ended",
      "remove .luff/work/1/former/plugin.yaml",
      "remove .luff/work/1/former",
      "remove .luff/work/1",
    ]);
  });

  test.each([
    ["a first install", [], [], []],
    // The old plugin goes only when the new one is on the disk, and the record is gone there.
    ["a second one", ["old"], ["syncVolume greet"], ["syncFolder .luff/journal"]],
  ] as const)(
    "has what is known of the new plugin on the disk before the record of %s goes",
    async (_what, former, first, last) => {
      for (const version of former) await install(createMortalHost().host, version);
      const steps: string[] = [];
      const { host } = createMortalHost((_count, change, path) => {
        steps.push(`${change} ${path.replace(`${sandbox.plugins}/`, "").replaceAll(/[0-9a-f]{32}/g, "ID")}`);
        return false;
      });
      await installPlugin(contextOf(host), { source: archive("new"), ifPresent: "replace", runHooks: true });
      const begin = steps.indexOf("writeDurably .luff/journal/ID.json");
      const waits = steps.slice(begin).filter((step) => /^(?:replace|sync|writeDurably)|journal/.test(step));
      expect(waits).toEqual([
        "writeDurably .luff/journal/ID.json",
        "replace .luff/receipts/greet.json",
        "replace .luff/files/greet.json",
        ...first,
        "syncFile .luff/receipts/greet.json",
        "syncFile .luff/files/greet.json",
        "syncFolder .luff/receipts",
        "syncFolder .luff/files",
        "rename .luff/journal/ID.json",
        ...last,
        "remove .luff/journal/ID.json.ended",
      ]);
    },
  );

  test("waits for the disk where a link comes only if a plugin goes for it", async () => {
    const waits = async (name: string): Promise<readonly string[]> => {
      const steps: string[] = [];
      const { host } = createMortalHost((_count, change, path) => {
        steps.push(`${change} ${path.replace(`${sandbox.plugins}/`, "").replaceAll(/[0-9a-f]{32}/g, "ID")}`);
        return false;
      });
      await install(host, name);
      return steps.filter((step) => /^(?:sync|writeDurably)/.test(step));
    };
    expect(await waits("old")).toEqual([]);
    expect(await waits("new")).toEqual([
      "writeDurably .luff/journal/ID.json",
      "syncFile .luff/receipts/greet.json",
      "syncFolder .luff/receipts",
      "syncFolder .luff/files",
      "syncFolder .luff/journal",
    ]);
  });

  test("with a journal in another luff's format is not changed", async () => {
    sandbox.write("plugins/.luff/journal/x.json", '{"format": 2}');
    const error = await withStore(contextOf(createMortalHost().host), sandbox.plugins, async () => {}).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "state-unknown", message: expect.stringContaining("another version of luff") });
    expect(Object.keys(filesBelow(sandbox.plugins))).toContain(".luff/journal/x.json");
  });

  test.each([
    '{"format": 1, "id": "x", "go',
    "null",
    "[]",
    '"x"',
    "{}",
    '{"format": "1"}',
    '{"format": 1}',
    '{"format": 1, "id": "x", "goes": null, "comes": "../x", "placed": null, "former": null, "records": {}}',
    '{"format": 1, "id": "..", "goes": null, "comes": "x", "placed": null, "former": null, "records": {}}',
    '{"format": 1, "id": "x", "goes": null, "comes": "x", "placed": null, "former": null, "records": {"a/b": {}}}',
  ])("is not changed with a damaged record: %s", async (text) => {
    sandbox.write("plugins/.luff/journal/x.json", text);
    const refused = await recoverBy(createMortalHost().host).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "state-unknown",
      message: `the journal ${sandbox.path("plugins", ".luff", "journal", "x.json")} of an interrupted change is damaged`,
      hint: expect.stringContaining(sandbox.path("plugins", ".luff", "work")),
    });
    expect(Object.keys(filesBelow(sandbox.plugins))).toContain(".luff/journal/x.json");
  });

  test("keeps no record of a removal that had no room to begin and none to be undone", async () => {
    await install(createMortalHost().host, "old");
    const { host } = createMortalHost();
    const full = (path: string): never => {
      throw new HostError("no-space", path, "no space left on the disk");
    };
    const disk: Host["disk"] = {
      ...host.disk,
      makeFolders: (path) => (/work.[0-9a-f]{32}$/.test(path) ? full(path) : host.disk.makeFolders(path)),
      rename: (from, to) => (from.includes("journal") ? full(from) : host.disk.rename(from, to)),
    };
    await uninstall({ ...host, disk });
    expect(notes).toEqual([expect.stringContaining("the previous state cannot be restored yet")]);
    expect({ state: state(), left: leftovers() }).toEqual({ state: nothing(), left: [] });
    await recoverBy(createMortalHost().host);
    expect({ state: state(), notes: notes.length }).toEqual({ state: nothing(), notes: 1 });
  });

  test.each([
    ["fails", undefined],
    ["is killed", isCommit],
  ])("loses what a hook made anew in the place of its plugin, if the change %s after that", async (_how, dies) => {
    const { host } = createMortalHost(dies);
    const place = sandbox.path("plugins", "greet");
    const ended = withStore(contextOf(host), sandbox.plugins, async (store) => {
      const { staged } = workplaceOf(host.os, store, "1");
      sandbox.write("plugins/.luff/work/1/staged/plugin.yaml", MANIFEST);
      await runChange(contextOf(host), store, { id: "1", goes: null, comes: "greet", ready: staged }, async (adopt) => {
        host.disk.rename(staged, place);
        const before = host.disk.entryIdentity(place);
        mkdirSync(sandbox.path("plugins", "other"));
        rmSync(place, { recursive: true });
        host.disk.rename(sandbox.path("plugins", "other"), place);
        expect(host.disk.entryIdentity(place)).not.toBe(before);
        adopt();
        if (dies === undefined) throw new AppError("hook-failed", "the hook has failed");
      });
    }).catch((error: unknown) => error);
    if (dies === undefined) expect(await ended).toMatchObject({ code: "hook-failed" });
    else expect(await ended).toBeInstanceOf(Killed);
    const survivor = createMortalHost().host;
    if (dies !== undefined) await recoverBy(survivor);
    expect({ there: survivor.disk.entry(place), left: leftovers() }).toEqual({ there: undefined, left: [] });
  });

  test("loses records that were not completely written, and keeps the others", async () => {
    await install(createMortalHost().host, "old");
    for (const folder of ["receipts", "files"]) sandbox.write(`plugins/.luff/${folder}/greet.json.123.tmp`, "{");
    await recoverBy(createMortalHost().host);
    const left = Object.keys(filesBelow(sandbox.plugins)).filter((path) => path.includes("greet.json"));
    expect(left).toEqual([".luff/receipts/greet.json"]);
  });

  test("loses the records of a plugin whose delete hook removed its folder", async () => {
    const { host } = createMortalHost();
    await installPlugin(contextOf(host), { source: archive("new"), ifPresent: "fail", runHooks: true });
    const store = pluginStore(host.os, sandbox.plugins);
    rmSync(sandbox.path("plugins", "greet"), { recursive: true });
    const change = describeChange(host, store, { id: "1", goes: "greet", comes: null, placed: null });
    recordChange(host, store, change);
    beginChange(host, store, change);
    commitChange(host, store, change);
    expect(Object.keys(filesBelow(sandbox.plugins)).filter((path) => path.includes("greet"))).toEqual([]);
  });

  test("keeps the mode of a folder that goes and comes back", async () => {
    const { host } = createMortalHost();
    const folder = sandbox.path("plugins", "greet");
    await installPlugin(contextOf(host), { source: archive("new"), ifPresent: "fail", runHooks: true });
    chmodSync(folder, 0o555);
    const store = pluginStore(host.os, sandbox.plugins);
    const change = describeChange(host, store, { id: "1", goes: "greet", comes: null, placed: null });
    recordChange(host, store, change);
    beginChange(host, store, change);
    expect(statSync(workplaceOf(host.os, store, "1").former).mode & 0o777).toBe(0o555);
    undoChange(host, store, change);
    expect(statSync(folder).mode & 0o777).toBe(0o555);
    expect(state()).toEqual(unpackedOf("new"));
  });

  test("does not lend its lock to a plugin of another plugins folder", async () => {
    const { host } = createMortalHost();
    sandbox.addPlugin("greet", MANIFEST);
    const context = { ...contextOf(host), directories: [sandbox.path("other"), sandbox.plugins] };
    expect((await requirePresentIn(context, "greet", sandbox.plugins)).folder).toBe(sandbox.path("plugins", "greet"));
    const moved = requirePresentIn(context, "greet", sandbox.path("other"));
    expect(await moved.catch((error: unknown) => error)).toMatchObject({ code: "plugin-not-found" });
  });

  test("is repaired also by the luff of a hook whose own luff was killed", async () => {
    await install(createMortalHost().host, "old");
    await install(createMortalHost(isCommit).host, "new").catch(() => {});
    sandbox.write("plugins/.luff/lock", '{"pid": 1, "since": 0, "token": "t", "luff": "1.2.3"}');
    const { host } = createMortalHost();
    const environment = { ...host.environment, get: (name: string) => (name === "LUFF_LOCK" ? "t" : undefined) };
    await recoverBy({ ...host, environment });
    expect(notes).toEqual([expect.stringContaining("is as it was before the change")]);
    expect({ state: state(), left: leftovers() }).toEqual({ state: greetOf("old"), left: [] });
  });

  test.each([
    ["a folder", () => void sandbox.write("plugins/greet/plugin.yaml", `${MANIFEST}description: other\n`)],
    ["a link", () => symlinkSync(sandbox.path("new", "greet"), sandbox.path("plugins", "greet"))],
  ])("keeps %s that another program has put into the place of an interrupted install", async (_what, put) => {
    await install(createMortalHost(isCommit).host, "new").catch(() => {});
    rmSync(sandbox.path("plugins", "greet"), { recursive: true });
    put();
    const before = filesBelow(sandbox.path("plugins", "greet"));
    await recoverBy(createMortalHost().host);
    expect(Object.keys(before)).toEqual(["plugin.yaml"]);
    expect(filesBelow(sandbox.path("plugins", "greet"))).toEqual(before);
    expect(Object.keys(filesBelow(sandbox.plugins)).filter((path) => /^\.luff\/.+\/./.test(path))).toEqual([]);
  });

  test("keeps both the plugin that another program has put into the place of an interrupted update, and the former one", async () => {
    const { host } = createMortalHost();
    await installPlugin(contextOf(host), { source: archive("old"), ifPresent: "fail", runHooks: true });
    archive("new");
    await updatePlugin(contextOf(createMortalHost(isCommit).host), { name: "greet", runHooks: true }).catch(() => {});
    rmSync(sandbox.path("plugins", "greet"), { recursive: true });
    sandbox.write("plugins/greet/plugin.yaml", `${MANIFEST}description: other\n`);
    await recoverBy(host);
    const below = filesBelow(sandbox.plugins);
    const former = Object.keys(below).filter((path) => path.endsWith("files/old"));
    expect(former).toEqual([expect.stringMatching(/^\.luff\/kept\/greet-[0-9a-f]{32}\/files\/old$/)]);
    expect(below["greet/plugin.yaml"]).toContain("other");
    expect(leftovers()).toEqual([]);
    const [kept] = notes.map((note) => / is now in (.+);/.exec(note)?.[1]);
    expect(kept).toBe(sandbox.path("plugins", former[0]?.replace("/files/old", "") ?? ""));
    expect(findOrigin(host, sandbox.path("plugins", "greet"))).toBeUndefined();
  });

  test("does not get a plugin in the place of a folder that another program makes at that moment", async () => {
    const { host } = createMortalHost((_count, change, path) => {
      // The last look before the plugin is moved into its place.
      if (change === "replace" && path.includes("journal")) mkdirSync(sandbox.path("plugins", "greet"));
      return false;
    });
    const failure = await install(host, "new").catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "plugin-exists" });
    expect(statSync(sandbox.path("plugins", "greet")).isDirectory()).toBe(true);
    expect({ state: state(), left: leftovers() }).toEqual({ state: nothing(), left: [] });
  });

  test.each(["", "\0\0\0"])(
    "keeps a link whose record a loss of power has left as %j, and the record goes",
    async (left) => {
      await install(createMortalHost().host, "old");
      const before = state();
      sandbox.write("plugins/.luff/journal/0123456789abcdef0123456789abcdef.json", left);
      sandbox.write("plugins/.luff/work/0123456789abcdef0123456789abcdef/staged", "");
      await withStore(contextOf(createMortalHost().host), sandbox.plugins, async () => {});
      expect({ state: state(), left: leftovers(), notes }).toEqual({ state: before, left: [], notes: [] });
    },
  );

  test("reports that it was repaired", async () => {
    await install(createMortalHost().host, "old");
    await install(createMortalHost(isCommit).host, "new").catch(() => {});
    await withStore(contextOf(createMortalHost().host), sandbox.plugins, async () => {});
    expect(notes).toEqual([expect.stringContaining("is as it was before the change")]);
  });
});
