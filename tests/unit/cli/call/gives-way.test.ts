import { describe, expect, test } from "bun:test";
import { call, manifest, PLUGINS, plugins } from "../../../helpers/call-luff.ts";

const codeOf = (stderr: string): string | undefined => /\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const getter = "name: get\nversion: 1.0.0\nusage: u\ndownloaders: [{command: run, protocols: [s3]}]\n";

describe("a word of luff's own that gives way", () => {
  test("calls an installed plugin of its name, with the plugin's arguments", async () => {
    const { status, started } = await call(["-n", "web", "get", "a", "--debug", "--color"], { files: plugins("get") });
    expect({ status, args: started[0]?.args }).toEqual({ status: 0, args: ["web", "a", "--color"] });
  });

  test("calls luff's command if there is no such plugin, or it is not a command, or plugins are hidden", async () => {
    expect(codeOf((await call(["get", "x"])).stderr)).toBe("usage");
    const files = { [`${PLUGINS}/get/plugin.yaml`]: getter };
    expect(codeOf((await call(["get", "x"], { files })).stderr)).toBe("usage");
    const hidden = { files: plugins("get"), env: { HELM_NO_PLUGINS: "1", HOME: "/home/user" } };
    expect(codeOf((await call(["get", "x"], hidden)).stderr)).toBe("usage");
  });

  test("calls luff's command after --builtin", async () => {
    const { stderr, started } = await call(["--builtin", "get", "x"], { files: plugins("get") });
    expect({ code: codeOf(stderr), started }).toEqual({ code: "usage", started: [] });
  });

  test("has the help of what it calls", async () => {
    expect((await call(["help", "get"])).stdout).toContain("luff get");
    expect((await call(["help", "get"], { files: plugins("get") })).stdout).toStartWith("does get\n");
    expect((await call(["--builtin", "help", "get"], { files: plugins("get") })).stdout).toContain("--checksum");
  });

  test("does not hide a plugin, and a word of Helm's does", async () => {
    const { stdout } = await call(["help"], { files: plugins("get", "env") });
    expect(stdout.slice(stdout.indexOf("Plugins:"))).toMatch(/^Plugins:\n {2}get {2,}does get\n\n/);
    expect((await call(["env"], { files: plugins("env") })).started).toEqual([]);
    const files = { [`${PLUGINS}/env/plugin.yaml`]: manifest("env"), ...plugins("get") };
    const { stderr } = await call(["plugin", "list"], { files });
    expect(stderr.match(/^Warning: plugin "[a-z]+".* is hidden/gm)).toHaveLength(1);
  });
});

test.each(["diff", "./x.lua", ""])("--builtin refuses %j, which is no word of luff's own", async (word) => {
  const { status, stderr } = await call(["--builtin", word], { files: plugins("diff") });
  expect({ status, code: codeOf(stderr) }).toEqual({ status: 1, code: "unknown-command" });
});
