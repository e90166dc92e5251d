import { describe, expect, test } from "bun:test";
import { run } from "../../../../src/cli/run.ts";
import { call, manifest, PLUGINS, plugins, PROGRAM } from "../../../helpers/call-luff.ts";
import { createMemoryHost, type MemoryHostOptions } from "../../../helpers/memory-host.ts";

const HOME = { HOME: "/home/user" };
const TOOLS = { "/bin/sh": PROGRAM, "/bin/git": PROGRAM, "/bin/helm": PROGRAM, "/bin/luff": PROGRAM };
const GOOD = { ...HOME, PATH: "/bin", LANG: "C.UTF-8" };

/** Runs luff doctor over a memory host in which a folder can be made, and says which were made and stayed. */
async function examine(args: readonly string[], options: MemoryHostOptions) {
  const host = createMemoryHost(options);
  const { files } = host;
  const left = new Set<string>();
  const changes = {
    makeUniqueFolder(prefix: string) {
      const path = `${prefix}1`;
      files.writeAtomically(path, "");
      left.add(path);
      return path;
    },
    remove: (path: string) => void left.delete(path),
  };
  const disk = new Proxy(host.disk, {
    get: (target, name) => Reflect.get(name in changes ? changes : target, name),
  });
  const status = await run({ ...host, disk }, ["doctor", ...args]);
  return { status, stdout: host.written.stdout, left: [...left] };
}

/** The findings that are not "ok", and the exit status. */
async function doctor(options: MemoryHostOptions) {
  const { status, stdout, left } = await examine(["-o", "json"], options);
  expect(left).toEqual([]);
  const findings = JSON.parse(stdout) as { check: string; status: string; text: string; hint: string }[];
  return { status, odd: findings.filter((each) => each.status !== "ok") };
}

const note = (check: string, text: string, hint: string) => ({ check, status: "note", text, hint });
const problem = (check: string, text: string, hint: string) => ({ check, status: "problem", text, hint });

describe("luff doctor", () => {
  test("prints a line for each thing that it looked at, and changes nothing", async () => {
    const { status, stdout } = await examine([], { files: { ...TOOLS, ...plugins("p") }, env: GOOD });
    expect(status).toBe(0);
    expect(stdout).toBe(
      `ok      luff installs into ${PLUGINS}\n` +
        "ok      the cache is /home/user/.cache/helm, which is not there yet\n" +
        "ok      the folder for temporary files is /tmp\n" +
        "ok      luff is on PATH: /bin/luff\n" +
        "ok      plugins get this Helm: /bin/helm\n" +
        "ok      hooks run in /bin/sh\n" +
        "ok      git is /bin/git\n" +
        "ok      stdout is not a terminal: tables are whole, and there are no colours\n" +
        "ok      1 plugin can be read\n" +
        "0 problems\n",
    );
  });

  test("says that FORCE_COLOR asks for colours without a terminal", async () => {
    const { stdout } = await examine([], { files: TOOLS, env: { ...GOOD, FORCE_COLOR: "1" } });
    expect(stdout).toContain("ok      stdout is not a terminal: tables are whole, and FORCE_COLOR asks for colours\n");
  });

  test.each<[string, MemoryHostOptions, ReturnType<typeof note>]>([
    [
      "no luff on PATH",
      { files: { ...TOOLS, "/bin/luff": "text" } },
      note(
        "luff",
        "there is no luff on PATH",
        "Add the folder of /usr/bin/luff to PATH, so that Helm finds luff for Lua plugins.",
      ),
    ],
    [
      "a luff on PATH under another name",
      {
        files: { ...TOOLS, "/bin/luff": "text", "/bin/luff-linux-amd64": PROGRAM },
        executable: "/bin/luff-linux-amd64",
      },
      note(
        "luff",
        "there is no luff on PATH",
        "Rename /bin/luff-linux-amd64 to luff, so that Helm finds luff for Lua plugins.",
      ),
    ],
    [
      "a luff elsewhere under another name",
      { files: { ...TOOLS, "/bin/luff": "text" }, executable: "/opt/luff-linux-amd64" },
      note(
        "luff",
        "there is no luff on PATH",
        "Rename /opt/luff-linux-amd64 to luff, and add its folder to PATH, so that Helm finds luff for Lua plugins.",
      ),
    ],
    [
      "no Helm",
      { files: { ...TOOLS, "/bin/helm": "text" } },
      note("helm", "there is no helm on PATH", "Plugins that call Helm need it; others run without."),
    ],
    [
      "no git",
      { files: { ...TOOLS, "/bin/git": "text" } },
      note(
        "git",
        "there is no git on PATH",
        "luff then installs from https addresses of forges and from archives, but not by ssh.",
      ),
    ],
    [
      "relative folders on PATH",
      { env: { ...GOOD, PATH: "/bin::bin" } },
      note(
        "path",
        'PATH has folders that are not absolute: "", "bin"',
        "Remove them: luff, like Helm, starts nothing from them.",
      ),
    ],
    [
      "a cache that cannot be written",
      { readOnly: ["/home/user"] },
      note(
        "cache-folder",
        "the cache is /home/user/.cache/helm, and luff cannot write to /home/user: read-only file system",
        "Starts are slower without it. Set HELM_CACHE_HOME to a folder that you may write to.",
      ),
    ],
    [
      "another locale",
      { env: { ...GOOD, LC_ALL: "C" } },
      note(
        "locale",
        "LC_ALL is C, and luff prints UTF-8",
        "Set LANG to a locale such as C.UTF-8 if characters look wrong.",
      ),
    ],
    [
      "no locale",
      { env: { ...HOME, PATH: "/bin" } },
      note(
        "locale",
        "none of LC_ALL, LC_CTYPE and LANG is set, and luff prints UTF-8",
        "Set LANG to a locale such as C.UTF-8 if characters look wrong.",
      ),
    ],
    [
      "certificates that are not there",
      { env: { ...GOOD, SSL_CERT_FILE: "/none.pem" } },
      note(
        "certificates",
        "SSL_CERT_FILE is /none.pem, which cannot be read: no such file or directory",
        "Unset SSL_CERT_FILE, or set it to a file with certificates in the form PEM.",
      ),
    ],
    [
      "a file without certificates",
      { files: { ...TOOLS, "/x.pem": "text" }, env: { ...GOOD, SSL_CERT_FILE: "/x.pem" } },
      note(
        "certificates",
        "SSL_CERT_FILE is /x.pem, which has no certificate",
        "Unset SSL_CERT_FILE, or set it to a file with certificates in the form PEM.",
      ),
    ],
    [
      "a change of plugins that has not ended",
      { files: { ...TOOLS, [`${PLUGINS}/.luff/journal/1.json`]: "{}" } },
      note(
        "plugins",
        `a change of the plugins in ${PLUGINS} has not ended`,
        "Another luff is at work, or it was stopped: then the next install, update or uninstall undoes the change.",
      ),
    ],
  ])("notes %s, with the status 0", async (_, options, expected) => {
    const { status, odd } = await doctor({ files: TOOLS, env: GOOD, ...options });
    expect(odd).toContainEqual(expected);
    expect(status).toBe(0);
  });

  test.each<[string, MemoryHostOptions, ReturnType<typeof note>]>([
    [
      "no shell",
      { files: { ...TOOLS, "/bin/sh": "text" } },
      problem("shell", "there is no sh on PATH", "Install a shell: hooks and most plugins need one."),
    ],
    [
      "a HELM_BIN that is not there",
      { env: { ...GOOD, HELM_BIN: "/opt/helm" } },
      problem(
        "helm",
        "HELM_BIN is /opt/helm, and there is no such program",
        "Unset HELM_BIN, or set it to Helm's path.",
      ),
    ],
    [
      "an empty HELM_PLUGINS",
      { env: { ...GOOD, HELM_PLUGINS: "" } },
      problem("plugins-folder", "HELM_PLUGINS names no folder", "Unset it, or set it to a folder."),
    ],
    [
      "a plugins folder that is not there",
      { env: { ...GOOD, HELM_PLUGINS: "/none" } },
      problem("plugins-folder", "the plugins folder /none does not exist", "Correct HELM_PLUGINS, or make the folder."),
    ],
    [
      "no HOME",
      { env: { PATH: "/bin", LANG: "C.UTF-8", HELM_PLUGINS: "/bin" } },
      problem(
        "cache-folder",
        'the cache is ".cache/helm", which is not an absolute path, so luff keeps none',
        "Set HELM_CACHE_HOME to an absolute path, or HOME (on Windows TEMP) to your folder.",
      ),
    ],
    [
      "a plugin that does not run",
      { files: { ...TOOLS, [`${PLUGINS}/p/plugin.yaml`]: manifest("p") } },
      problem(
        "plugins",
        `plugin "p" does not run here: cannot start "${PLUGINS}/p/run": no such file was found`,
        "The plugin does not bring it along: install another version of the plugin, or tell its author.",
      ),
    ],
    [
      "a broken plugin",
      { files: { ...TOOLS, [`${PLUGINS}/p/plugin.yaml`]: "name: [\n" } },
      expect.objectContaining({ check: "plugins", status: "problem", hint: "'luff plugin lint FOLDER' says more." }),
    ],
  ])("reports %s, with the status 1", async (_, options, expected) => {
    const { status, odd } = await doctor({ files: TOOLS, env: GOOD, ...options });
    expect(odd).toContainEqual(expected);
    expect(status).toBe(1);
  });

  test("takes no other file of the journal for a change", async () => {
    const files = { ...TOOLS, [`${PLUGINS}/.luff/journal/0123456789abcdef`]: "" };
    expect(await doctor({ files, env: GOOD })).toEqual({ status: 0, odd: [] });
  });

  test("shows a proxy without its password, and never one that it cannot read", async () => {
    const env = {
      ...GOOD,
      HTTPS_PROXY: "http://user:secret@proxy:8080",
      http_proxy: "http://secret:word@",
      NO_PROXY: "a, b",
    };
    const { status, stdout } = await examine([], { files: TOOLS, env });
    expect(status).toBe(1);
    expect(stdout).toContain("ok      HTTPS_PROXY: luff asks http://proxy:8080, but not for a, b\n");
    expect(stdout).toContain("PROBLEM http_proxy is not the URL of a proxy\n        → Write http://HOST:PORT, or ");
    expect(stdout).not.toContain("secret");
  });

  test("finds the shell on Windows, or says what to install", async () => {
    const env = { USERPROFILE: "C:\\Users\\user", Path: "C:\\tools" };
    const without = await doctor({ os: "windows", env, files: { "C:\\tools\\git.exe": "MZ" } });
    expect(without.odd).toContainEqual(
      note(
        "shell",
        "there is no shell for plugins that are shell scripts",
        "Install Git for Windows, or set LUFF_SHELL.",
      ),
    );
    const { stdout } = await examine([], { os: "windows", env, files: { "C:\\tools\\sh.exe": "MZ" } });
    expect(stdout).toContain("ok      shell scripts run in C:\\tools\\sh.exe, found on PATH\n");
  });

  test("takes a relative folder from the working directory", async () => {
    const env = { ...GOOD, HELM_PLUGINS: "plugins" };
    const { stdout } = await examine([], { files: { ...TOOLS, "/wd/plugins/p/plugin.yaml": manifest("p") }, env });
    expect(stdout).toStartWith("ok      luff installs into /wd/plugins\n");
  });

  test("reports a plugins folder that is a file", async () => {
    const { status, odd } = await doctor({ files: { ...TOOLS, "/x": "" }, env: { ...GOOD, HELM_PLUGINS: "/x" } });
    expect({ status, first: odd[0] }).toEqual({
      status: 1,
      first: problem(
        "plugins-folder",
        "the plugins folder /x is not a folder",
        "Correct HELM_PLUGINS, or make the folder.",
      ),
    });
  });

  test("gives way to a plugin of its name", async () => {
    const { started } = await call(["doctor"], { files: plugins("doctor") });
    expect(started.map(({ file }) => file)).toEqual([`${PLUGINS}/doctor/run`]);
  });
});
