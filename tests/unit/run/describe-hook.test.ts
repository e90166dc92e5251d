import { describe, expect, test } from "bun:test";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import { describeHook } from "../../../src/run/describe-hook.ts";

const LINUX = { os: "linux", arch: "amd64" };

function describeIn(hooks: string, event: "install" | "delete" = "install"): string | undefined {
  const text = `name: a\nversion: 1.0.0\nusage: u\ncommand: x\n${hooks}`;
  const { plugin } = parseManifest(new TextEncoder().encode(text));
  return plugin && describeHook(plugin, event, LINUX);
}

describe("describeHook", () => {
  test("is the text of a hook for the shell", () => {
    expect(describeIn("hooks:\n  install: cd $HELM_PLUGIN_DIR; make\n")).toBe("cd $HELM_PLUGIN_DIR; make");
  });

  test("is the entry of this platform with its arguments, not expanded", () => {
    const entry = '{os: linux, command: "$HELM_PLUGIN_DIR/get.sh -q", args: [a, "b c"]}';
    expect(describeIn(`platformHooks:\n  install: [${entry}]\n`)).toBe('$HELM_PLUGIN_DIR/get.sh -q a "b c"');
  });

  test("is undefined for a hook of other platforms, and for another event", () => {
    expect(describeIn("platformHooks:\n  install: [{os: windows, command: x}]\n")).toBeUndefined();
    expect(describeIn("hooks:\n  install: x\n", "delete")).toBeUndefined();
  });
});
