import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serveAssets } from "../helpers/asset-server.ts";
import { filesBelow } from "../helpers/files-below.ts";
import { findTool } from "../helpers/find-tool.ts";
import { GIT_ENVIRONMENT } from "../helpers/git-repository.ts";
import { PLUGIN_SHAPES, type PluginShape } from "../helpers/plugin-shapes.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

let sandbox: Sandbox;
/** Hooks of published plugins do not quote the plugin's folder, so it has no space in its name, unlike the sandbox. */
let plugins: string;
beforeEach(() => {
  sandbox = createSandbox();
  plugins = mkdtempSync(join(tmpdir(), "luff-shapes-"));
  sandbox.write("bin/helm", '#!/bin/sh\necho helm "$@"\n', 0o755);
});
afterEach(() => {
  sandbox.remove();
  rmSync(plugins, { recursive: true });
});

const codeOf = ({ stderr }: { readonly stderr: string }): string | undefined =>
  /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];

/** Commits a plugin of a shape, and returns the source to install it from. */
function publish({ manifest, files = {}, subfolder = "" }: PluginShape): string {
  const all = {
    ...files,
    "plugin.yaml": `name: shape\nversion: "1.2.3"\n${manifest.startsWith("type:") ? "" : "usage: u\n"}${manifest}`,
  };
  for (const [path, content] of Object.entries(all)) {
    sandbox.write(
      `repo/${subfolder === "" ? "" : `${subfolder}/`}${path}`,
      content,
      content.startsWith("#!") ? 0o755 : 0o644,
    );
  }
  for (const words of ["init --quiet --initial-branch=main", "add -A", "commit --quiet -m 1.2.3"]) {
    const command = ["git", "-C", sandbox.path("repo"), ...words.split(" ")];
    const { exitCode, stderr } = Bun.spawnSync(command, { env: { ...sandbox.env, ...GIT_ENVIRONMENT } });
    if (exitCode !== 0) throw new Error(stderr.toString());
  }
  return `${pathToFileURL(sandbox.path("repo")).href}${subfolder === "" ? "" : `//${subfolder}`}`;
}

/** The programs that none of this machine's folders has. */
const lacking = ({ needs = [] }: PluginShape): readonly string[] => needs.filter((name) => findTool(name) === null);

describe("a plugin of a published shape", () => {
  test("is one of at least twenty", () => {
    expect(new Set(PLUGIN_SHAPES.map(({ title }) => title)).size).toBeGreaterThanOrEqual(20);
  });

  for (const shape of PLUGIN_SHAPES) {
    const without = lacking(shape);
    const skipped = without.length === 0 ? "" : ` (skipped: there is no ${without.join(" and no ")})`;
    test.skipIf(without.length > 0)(
      `${shape.title}, is installed, runs, is verified and is removed${skipped}`,
      async () => {
        using server = serveAssets();
        const env = {
          ...GIT_ENVIRONMENT,
          HELM_PLUGINS: plugins,
          DOWNLOADS: server.url,
          HELM_BIN: sandbox.path("bin", "helm"),
        };
        const source = publish(shape);
        const installed = await sandbox.run(["plugin", "install", source], { env });
        // What a manifest has beyond its format is a warning.
        const errors = installed.stderr.replaceAll(/^Warning: .*\n/gm, "");
        expect({ exitCode: installed.exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
        expect(installed.stdout).toContain("Installed plugin: shape\nVersion 1.2.3, from file://");
        const ran = await sandbox.run(shape.call ?? ["shape", "a", "b c"], { env, stdin: shape.stdin ?? "" });
        expect(ran).toMatchObject({ exitCode: 0, stdout: shape.prints ?? "released a b c\n", stderr: "" });
        const asks = shape.asks ?? [];
        expect(server.requests).toEqual(asks.map((pattern) => expect.stringMatching(pattern)));
        expect((await sandbox.run(["plugin", "verify", "shape"], { env })).exitCode).toBe(0);
        expect(await sandbox.run(["plugin", "uninstall", "shape"], { env })).toMatchObject({ exitCode: 0, stderr: "" });
        expect(readdirSync(plugins)).toEqual([".luff"]);
      },
    );
  }

  const curl = findTool("curl");
  test.skipIf(curl === null)(
    `whose download is not there leaves nothing, whether its hook notices or not${curl === null ? " (skipped: there is no curl)" : ""}`,
    async () => {
      using server = serveAssets();
      const env = { ...GIT_ENVIRONMENT, HELM_PLUGINS: plugins, DOWNLOADS: server.url };
      const manifest = "command: $HELM_PLUGIN_DIR/tool\nhooks:\n  install: $HELM_PLUGIN_DIR/get.sh\n";
      for (const [flags, code, shown] of [
        ["-sf", "hook-failed", "ended with status 22"],
        ["-s", "command-missing", 'begins with "Not Found"'],
      ]) {
        const get = `#!/bin/sh\ncd "$HELM_PLUGIN_DIR"\ncurl ${flags} "$DOWNLOADS/releases/download/v9/tool" -o tool || exit\nchmod +x tool\n`;
        const source = publish({ title: "", manifest, files: { "get.sh": get, flags: String(flags) } });
        const failed = await sandbox.run(["plugin", "install", source], { env });
        expect({ exitCode: failed.exitCode, code: codeOf(failed) }).toEqual({ exitCode: 1, code });
        expect(failed.stderr).toContain(String(shown));
        const left = Object.keys(filesBelow(plugins)).filter((path) => /^(?!\.luff)|^\.luff\/.+\/./.test(path));
        expect(left).toEqual([]);
      }
    },
  );
});
