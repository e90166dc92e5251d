import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { manageContext } from "../../helpers/manage-context.ts";
import { createHost } from "../../../src/host/bun/host.ts";
import { HostError } from "../../../src/host/host-error.ts";
import type { Host } from "../../../src/host/host.ts";
import { findOutdated } from "../../../src/manage/change/find-outdated.ts";
import { installPlugin, previewInstall } from "../../../src/manage/change/install-plugin.ts";
import type { ManageContext } from "../../../src/manage/manage-context.ts";
import { previewUpdate } from "../../../src/manage/change/update-plugin.ts";
import { listPlugins } from "../../../src/plugin/list-plugins.ts";
import { madeTgz } from "../../helpers/made-tar.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
let context: ManageContext;
beforeEach(async () => {
  sandbox = createSandbox();
  context = contextOf(createHost());
  for (const name of ["a", "b"]) {
    const path = writeArchive(name, "1.0.0");
    await installPlugin(context, { source: { kind: "archive", path }, ifPresent: "fail", runHooks: false });
    writeArchive(name, "1.1.0");
  }
  context = contextOf(unreadable(createHost(), sandbox.path("work", "a.tgz")));
});
afterEach(() => sandbox.remove());

function writeArchive(name: string, version: string): string {
  const content = `name: ${name}\nversion: ${version}\nusage: u\ncommand: x\n`;
  return sandbox.write(`work/${name}.tgz`, madeTgz([{ path: "plugin.yaml", content }]));
}

/** The host, but nobody may read the file. Root reads files of every mode. */
function unreadable(host: Host, denied: string): Host {
  const open: Host["disk"]["open"] = (path) => {
    if (path === denied) throw new HostError("denied", path, "permission denied");
    return host.disk.open(path);
  };
  const disk = new Proxy(host.disk, {
    get: (target, name) => (name === "open" ? open : Reflect.get(target, name)),
  });
  return { ...host, disk };
}

const contextOf = (host: Host): ManageContext => manageContext(host, sandbox);

const FAILURE = {
  code: "file-failed",
  message: expect.stringMatching(/^cannot read the source of plugin "a": .*a\.tgz: permission denied$/),
};

test("an archive that nobody may read hides no other plugin with something newer", async () => {
  const { installed } = await listPlugins(context, { directories: [sandbox.plugins], byDefault: sandbox.plugins });
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const found = await findOutdated(context, installed, { connection: {}, failed, skipped: () => {} });
  expect(found.map((each) => each.installed.plugin.name)).toEqual(["b"]);
  expect(failures).toEqual([expect.objectContaining(FAILURE)]);
});

test("an archive that nobody may read is an error of a preview of its update", async () => {
  const error: unknown = await previewUpdate(context, { name: "a", runHooks: false }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toEqual(expect.objectContaining(FAILURE));
});

test("a preview without a folder for temporary files is an error that says which variable names it", async () => {
  const { host } = context;
  const environment = { ...host.environment, temporaryDirectory: sandbox.path("missing") };
  const source = { kind: "archive", path: sandbox.path("work", "b.tgz") } as const;
  const request = { source, ifPresent: "fail", runHooks: false } as const;
  const preview = previewInstall({ ...context, host: { ...host, environment } }, request);
  expect(await preview.catch((reason: unknown) => reason)).toMatchObject({
    code: "file-failed",
    hint: expect.stringContaining("TMPDIR"),
  });
});

describe("an install whose own files are in the way", () => {
  const POSIX = process.platform !== "win32";
  const install = async (): Promise<unknown> => {
    const source = { kind: "archive", path: sandbox.path("work", "b.tgz") } as const;
    return installPlugin(contextOf(createHost()), { source, ifPresent: "replace", runHooks: false }).catch(
      (error: unknown) => error,
    );
  };
  const own = (...names: string[]): string => sandbox.path("plugins", ".luff", ...names);

  test.each(["journal", "files", "receipts", "work"])(
    "says what to do about a file in the place of %s",
    async (name) => {
      rmSync(own(name), { recursive: true, force: true });
      writeFileSync(own(name), "");
      expect(await install()).toMatchObject({ code: "file-failed", hint: expect.stringContaining("move it away") });
    },
  );

  test("says what to do about a folder in the place of a receipt", async () => {
    rmSync(own("receipts", "b.json"));
    mkdirSync(own("receipts", "b.json"));
    expect(await install()).toMatchObject({ code: "file-failed", hint: expect.stringContaining("move it away") });
  });

  test.skipIf(!POSIX).each([
    ["journal", "x.json"],
    ["receipts", "b.json"],
    ["files", "b.json"],
  ])("does not wait for a pipe in the place of %s/%s", async (folder, name) => {
    rmSync(own(folder, name), { force: true });
    Bun.spawnSync(["mkfifo", own(folder, name)]);
    expect(await install()).toMatchObject({ code: "file-failed", message: expect.stringContaining(name) });
  });
});
