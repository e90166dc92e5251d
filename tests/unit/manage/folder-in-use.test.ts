import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { manageContext } from "../../helpers/manage-context.ts";
import type { Disk } from "../../../src/host/disk.ts";
import { HostError } from "../../../src/host/host-error.ts";
import type { Host } from "../../../src/host/host.ts";
import type { ManageContext } from "../../../src/manage/manage-context.ts";
import { runChange } from "../../../src/manage/store/run-change.ts";
import { withStore } from "../../../src/manage/store/with-store.ts";
import { createMortalHost, Killed, type MortalHost } from "../../helpers/disk-host.ts";
import { filesBelow } from "../../helpers/files-below.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

const ID = "1";
const OLD = { "a.txt": "old", bin: "folder", "bin/old.exe": "old program", "plugin.yaml": "old", "z/z.txt": "old" };
const NEW = { "bin/new.exe": "new program", "new.txt": "new", "plugin.yaml": "new" };

let sandbox: Sandbox;
let notes: string[];
/** The names of the programs that run, of files that a program has open, and the last two names of folders in which a shell is. */
let running: Set<string>;
let open: Set<string>;
let entered: Set<string>;

beforeEach(() => {
  sandbox = createSandbox();
  notes = [];
  [running, open, entered] = [new Set(), new Set(), new Set()];
});
afterEach(() => sandbox.remove());

/**
 * A host over the real disk with the paths of Windows and its rules: no folder moves while a file in it is in use, the file of a program that
 * runs moves but stays, and a file that is open does neither.
 */
function windows(end?: Parameters<typeof createMortalHost>[0]): MortalHost {
  const { host, count } = createMortalHost(end);
  const real = (path: unknown): unknown => (typeof path === "string" ? path.replaceAll("\\", "/") : path);
  const TWO_PATHS = ["rename", "makeLink", "linkFolder"];
  const withPaths = <T extends object>(target: T, check: (name: string, path: string) => void): T =>
    new Proxy(target, {
      get(_, name: string) {
        const member = Reflect.get(target, name) as (...args: unknown[]) => unknown;
        return (first: unknown, ...more: unknown[]) => {
          check(name, String(real(first)));
          return member(real(first), ...(TWO_PATHS.includes(name) ? more.map(real) : more));
        };
      },
    });
  const disk: Disk = withPaths(host.disk, refuse);
  return { host: { ...host, os: "windows", disk, files: withPaths(host.files, () => {}) }, count };
}

function refuse(name: string, path: string): void {
  const base = path.slice(path.lastIndexOf("/") + 1);
  const isUsed =
    (name === "rename" && (open.has(base) || isAboveUsed(path))) ||
    (name === "remove" && (open.has(base) || running.has(base) || isEntered(path)));
  if (isUsed) throw new HostError("denied", path, "permission denied");
}

function isEntered(path: string): boolean {
  return [...entered].some((folder) => path.endsWith(`/${folder}`));
}

function isAboveUsed(path: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  return readdirSync(path, { recursive: true, encoding: "utf8" }).some((each) => {
    const base = each.slice(each.lastIndexOf("/") + 1);
    return running.has(base) || open.has(base) || isEntered(`${path}/${each}`);
  });
}

const contextOf = (host: Host): ManageContext => manageContext(host, sandbox, (text) => void notes.push(text));

/** Puts the old plugin there, and nothing else. */
function begin(): void {
  sandbox.remove();
  sandbox = createSandbox();
  for (const [path, content] of Object.entries(OLD)) {
    if (content !== "folder") sandbox.write(join("plugins/greet", path), content);
  }
}

/** Replaces the old plugin; `after` is called when the new one is in its place. */
function update(host: Host, after: () => void = () => {}): Promise<void> {
  return withStore(contextOf(host), sandbox.plugins, async (store) => {
    for (const [path, content] of Object.entries(NEW)) {
      sandbox.write(join("plugins/.luff/work/1/staged", path), content);
    }
    const ready = `${store.work}\\${ID}\\staged`;
    await runChange(contextOf(host), store, { id: ID, goes: "greet", comes: "greet", ready }, async () => {
      host.disk.rename(ready, store.folder("greet"));
      after();
    });
  });
}

function uninstall(host: Host): Promise<void> {
  return withStore(contextOf(host), sandbox.plugins, (store) =>
    runChange(contextOf(host), store, { id: ID, goes: "greet", comes: null }, async () => {}),
  );
}

const recoverBy = (host: Host): Promise<void> => withStore(contextOf(host), sandbox.plugins, async () => {});
const leftovers = (): string[] =>
  Object.entries(filesBelow(sandbox.plugins))
    .filter(([path, content]) => /^\.luff\/(?:journal|work|kept)\/./.test(path) && content !== "folder")
    .map(([path]) => path.slice(path.lastIndexOf("/") + 1));

/** What the plugin's folder has: all of one plugin, or what it has. */
function state(): unknown {
  const below = Object.entries(filesBelow(sandbox.plugins)).filter(([path]) => path.startsWith("greet/"));
  const files = below.filter(([, content]) => content !== "folder").map(([path, content]) => [path.slice(6), content]);
  for (const [name, plugin] of Object.entries({ old: OLD, new: NEW })) {
    const whole = Object.entries(plugin).filter(([, content]) => content !== "folder");
    if (JSON.stringify(files) === JSON.stringify(whole)) return name;
  }
  return files.length === 0 ? "nothing" : files.map(([path]) => path);
}

/** A folder with a manifest is a plugin, so it must have all of one. */
function requireNoHalf(): void {
  const found = state();
  if (Array.isArray(found)) expect(found).not.toContain("plugin.yaml");
}

describe.each([
  ["an update", update, "new"],
  ["an uninstall", uninstall, "nothing"],
] as const)("%s of a plugin whose program runs on Windows", (_what, change, after) => {
  beforeEach(() => {
    begin();
    running.add("old.exe");
  });

  test("changes it, and the next change of a plugin removes what the program used", async () => {
    await change(windows().host);
    expect({ state: state(), left: leftovers() }).toEqual({ state: after, left: ["old.exe"] });
    await recoverBy(windows().host);
    expect({ state: state(), left: leftovers() }).toEqual({ state: after, left: ["old.exe"] });
    running.clear();
    await recoverBy(windows().host);
    expect({ state: state(), left: leftovers(), notes }).toEqual({ state: after, left: [], notes: [] });
  });

  test("leaves the old plugin or the new one when it is killed before any of its steps, and never a half of one", async () => {
    const seen = new Set<unknown>();
    for (let life = 0; ; life++) {
      begin();
      const { host } = windows((made) => made >= life);
      const outcome = await change(host).catch((error: unknown) => error);
      requireNoHalf();
      await recoverBy(windows().host);
      expect<unknown[]>(["old", after]).toContainEqual(state());
      expect(["", "old.exe"]).toContain(leftovers().join());
      seen.add(state());
      if (!(outcome instanceof Killed)) break;
    }
    expect(seen.size).toBe(2);
  });

  test.each([
    ["that it has begun", (change: string, path: string) => change === "rename" && path.includes("z.txt")],
    ["that is complete", (change: string, path: string) => change === "rename" && path.includes("journal")],
  ])(
    "can be undone also after an undo that is killed before any of its steps, in a change %s",
    async (_when, isEnd) => {
      for (let life = 0; ; life++) {
        begin();
        await change(windows((_count, step, path) => isEnd(step, path)).host).catch(() => {});
        const outcome = await recoverBy(windows((made) => made >= life).host).catch((error: unknown) => error);
        requireNoHalf();
        await recoverBy(windows().host);
        expect({ state: state(), left: leftovers() }).toEqual({ state: "old", left: [] });
        if (!(outcome instanceof Killed)) break;
      }
    },
  );

  test.each([
    ["a file in it is open", () => open.add("z.txt"), "z/z.txt"],
    ["a shell is in a folder of it", () => entered.add("greet/z"), "z"],
  ])("leaves it as it is if %s, and names what is in use", async (_why, use, named) => {
    use();
    const failure = await change(windows().host).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "file-failed",
      message: `cannot change the plugins in ${sandbox.plugins}: ${sandbox.plugins}/greet/${named}: permission denied`,
      hint: expect.stringContaining("end the plugin's programs"),
    });
    expect({ state: state(), left: leftovers(), notes }).toEqual({ state: "old", left: [], notes: [] });
  });
});

test("an update that fails when programs of both plugins run brings the old one back, at any step of the undo", async () => {
  for (let life = 0; ; life++) {
    begin();
    running = new Set(["old.exe", "new.exe"]);
    let failed = false;
    let steps = 0;
    const { host } = windows(() => failed && steps++ >= life);
    const outcome = await update(host, () => {
      failed = true;
      throw new HostError("other", "hook", "failed");
    }).catch((error: unknown) => error);
    requireNoHalf();
    await recoverBy(windows().host);
    expect(state()).toBe("old");
    running.clear();
    await recoverBy(windows().host);
    expect({ state: state(), left: leftovers() }).toEqual({ state: "old", left: [] });
    if (!(outcome instanceof Killed)) break;
  }
});
