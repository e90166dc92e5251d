import { describe, expect, test } from "bun:test";
import { call, manifest, PLUGINS, plugins } from "../../../helpers/call-luff.ts";
import type { MemoryEntry } from "../../../helpers/memory-files.ts";

describe("an unknown command", () => {
  test("names the word, a similar command, and unusable plugins", async () => {
    const files = { ...plugins("diff"), [`${PLUGINS}/bad/plugin.yaml`]: "name: [" };
    const { status, stderr } = await call(["dif"], { files });
    expect(status).toBe(1);
    expect(stderr).toStartWith(
      `Error: unknown command "dif" [unknown-command]\nHint: Did you mean luff diff?\nWarning: the plugin in ${PLUGINS}/bad cannot be used: `,
    );
  });

  test.each([
    ["create", "luff plugin create"],
    ["save", "luff plugin bundle save"],
  ])("that is the last word of a longer one names that: %s", async (word, command) => {
    const { stderr } = await call([word], {});
    expect(stderr).toBe(`Error: unknown command "${word}" [unknown-command]\nHint: Did you mean ${command}?\n`);
  });

  test("reports every unusable folder and plugin after the error", async () => {
    const files = {
      "/file": "",
      "/own/plugin.yaml": manifest("own"),
      "/p/deep/in/plugin.yaml": manifest("deep"),
      "/p/nope": { kind: "directory" },
      "/p/helm-nope/plugin.yaml": manifest("other"),
    } as const;
    const { stderr } = await call(["nope"], { files, env: { HELM_PLUGINS: "/none:/file:/own:/p" } });
    expect(stderr.split("\n")).toEqual([
      'Error: unknown command "nope" [unknown-command]',
      "Hint: Run 'luff help' for the commands and the installed plugins.",
      "Warning: the plugins folder /none does not exist",
      "Warning: the plugins folder /file is not a folder",
      "Warning: the plugins folder /own is a plugin's own folder: it has a plugin.yaml. Put the folder above it (/) into HELM_PLUGINS",
      "Warning: the plugin in /p/deep cannot be used: its plugin.yaml is one level too deep, in /p/deep/in",
      "Warning: the folder /p/nope has no plugin.yaml",
      'Warning: the plugin in /p/helm-nope is named "other"',
      "",
    ]);
  });

  test.each<[string, Record<string, MemoryEntry>, string, string]>([
    [
      "that is a broken link",
      { [`${PLUGINS}/x`]: { kind: "link", target: "none" } },
      "it is a broken link to none",
      "plugin-incomplete",
    ],
    [
      "with plugin.yml",
      { [`${PLUGINS}/x/plugin.yml`]: "" },
      "its manifest is named plugin.yml, but luff reads only plugin.yaml",
      "plugin-incomplete",
    ],
    [
      "for Helm that may not be read",
      { [`${PLUGINS}/helm-x/plugin.yaml`]: { kind: "denied" } },
      `cannot read ${PLUGINS}/helm-x/plugin.yaml: permission denied`,
      "manifest-unreadable",
    ],
  ])("reports why a folder %s cannot be used if its name is the command", async (title, files, reason, code) => {
    const folder = `${PLUGINS}/${Object.keys(files)[0]?.includes("helm-") === true ? "helm-x" : "x"}`;
    const { status, stderr } = await call(["x"], { files: { ...plugins("p"), ...files } });
    expect(status).toBe(1);
    const hint = title.endsWith("link")
      ? "Hint: Put back what the link leads to, or remove the link: luff plugin uninstall x\n"
      : "";
    expect(stderr).toBe(`Error: the plugin in ${folder} cannot be used: ${reason} [${code}]\n${hint}`);
  });

  test("also finds a folder of that name in the working directory", async () => {
    const files = { "/wd/x/plugin.yml": "" };
    const { stderr } = await call(["x"], { files, env: { HELM_PLUGINS: "." } });
    expect(stderr).toStartWith("Error: the plugin in x cannot be used: its manifest is named plugin.yml");
  });

  test("prints no control characters of a folder's name", async () => {
    const folder = "/p\u001B[31m";
    const { stderr } = await call(["nope"], { files: {}, env: { HELM_PLUGINS: folder } });
    expect(stderr).toContain("Warning: the plugins folder /p\uFFFD[31m does not exist\n");
  });

  test("mentions HELM_NO_PLUGINS=1 if it hides the installed plugins", async () => {
    const options = { files: plugins("diff"), env: { HOME: "/home/user", HELM_NO_PLUGINS: "1" } };
    expect((await call(["help"], options)).stdout).toContain("\nPlugins:\n  none: HELM_NO_PLUGINS=1 hides them\n");
    const hint = "HELM_NO_PLUGINS=1 hides the installed plugins: unset it to run one.";
    for (const argv of [["diff"], ["help", "diff"]]) {
      const { status, stderr } = await call(argv, options);
      expect(status).toBe(1);
      expect(stderr).toBe(`Error: unknown command "diff" [unknown-command]\nHint: ${hint}\n`);
    }
    expect((await call(["versoin"], options)).stderr).toContain(`Hint: Did you mean luff version? ${hint}`);
    expect((await call(["plugin", "list"], options)).stdout).toContain("diff");
  });

  test.each([
    ["broken", { "/home/user/.local/share/helm/plugins/x/plugin.yaml": "" }],
    ["no command", plugins("env")],
  ])("does not say that there is no plugin if the only one is %s", async (_, files) => {
    const options = { files };
    expect((await call(["help"], options)).stdout).toContain(
      "\nPlugins:\n  none: no plugin that was found is a command\n",
    );
    expect((await call(["nope"], options)).stderr).not.toContain("No plugin is installed");
  });

  test.each([
    ["/p", "luff looks for plugins in /p"],
    ["/p:/q", "luff looks for plugins in /p and /q"],
    ["", "HELM_PLUGINS names no folder; unset it, and luff looks for plugins in /home/user/.local/share/helm/plugins"],
  ])("says where luff looks for plugins if HELM_PLUGINS is %j and there are none", async (list, place) => {
    const files = { "/p": { kind: "directory" }, "/q": { kind: "directory" } } as const;
    const options = { files, env: { HOME: "/home/user", HELM_PLUGINS: list } };
    const hint = `Run 'luff help' for the commands and the installed plugins. No plugin is installed: ${place}.`;
    expect((await call(["diff"], options)).stderr).toBe(
      `Error: unknown command "diff" [unknown-command]\nHint: ${hint}\n`,
    );
    expect((await call(["help"], options)).stdout).toContain(`\nPlugins:\n  none: ${place}\n`);
  });

  test.each([
    ["file", "To run file in the current folder, write ./file."],
    ["folder", "To run folder in the current folder, write ./folder."],
    ["other", "Run 'luff help' for the commands and the installed plugins."],
    ["", "Run 'luff help' for the commands and the installed plugins."],
  ])("hints at the file or folder %j in the working directory", async (word, hint) => {
    const files = { ...plugins("zzzzzz"), "/wd/file": "", "/wd/folder/plugin.yaml": "", "/wd/other/x": "" };
    const { stderr } = await call([word], { files });
    expect(stderr).toEndWith(`\nHint: ${hint}\n`);
  });

  test("reports no folder that differs only in case, on a system that ignores case", async () => {
    const files = { "C:\\p\\diff\\plugin.yaml": manifest("diff") };
    const { stderr } = await call(["DIFF"], { os: "windows", files, env: { HELM_PLUGINS: "C:\\p" } });
    expect(stderr).toBe('Error: unknown command "DIFF" [unknown-command]\nHint: Did you mean luff diff?\n');
  });
});
