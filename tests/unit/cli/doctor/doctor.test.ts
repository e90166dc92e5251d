import { describe, expect, test } from "bun:test";
import { run } from "../../../../src/cli/run.ts";
import type { LuaSystem } from "../../../../src/host/lua-system.ts";
import { NOT_YET, type Programs } from "../../../../src/host/programs.ts";
import { call, manifest, PLUGINS, plugins, PROGRAM } from "../../../helpers/call-luff.ts";
import { createMemoryHost, type MemoryHostOptions } from "../../../helpers/memory-host.ts";

const HOME = { HOME: "/home/user" };
const SCRIPT = { ...PROGRAM, content: "#!/bin/sh\n" };
const TOOLS = { "/bin/sh": SCRIPT, "/bin/git": SCRIPT, "/bin/helm": SCRIPT, "/bin/luff": SCRIPT };

/** What a program prints and its status; a program that does not end; or minus the number of the error at its start. */
type Answer = readonly [text: string, status: number] | "late" | number;
type Answers = Readonly<Record<string, Answer>>;
const GOOD_ANSWERS: Answers = {
  luff: ["luff 0.1.0 linux/amd64\n", 0],
  helm: ["v4.1.4+g1\n", 0],
  git: ["git version 2.0\n", 0],
  sh: ["luff-42\n", 0],
};

/** Programs that answer by their names, and the names of those that were ended. */
function fakePrograms(answers: Answers) {
  const running = new Map<number, { readonly name: string; text: string; readonly answer: Answer }>();
  const ended: string[] = [];
  const programs: Programs = {
    start({ file }) {
      const name = /(\w+)(?:\.exe)?$/.exec(new TextDecoder().decode(file))?.[1] ?? "";
      const answer = answers[name] ?? ["", 0];
      if (typeof answer === "number") return answer;
      const child = 10 * (running.size + 1);
      running.set(child, { name, text: answer === "late" ? "" : answer[0], answer });
      return { child, stdin: -1, stdout: child + 1, stderr: child + 2 };
    },
    read(pipe, buffer) {
      const of = running.get(pipe - 1);
      if (of === undefined) return 0;
      const { written } = new TextEncoder().encodeInto(of.text, buffer);
      of.text = "";
      return written === 0 && of.answer === "late" ? NOT_YET : written;
    },
    write: () => 0,
    close: () => {},
    waitForPipes: (pipes) => pipes,
    waitForEnd(child) {
      const answer = running.get(child)?.answer;
      return Array.isArray(answer) ? { kind: "exit", code: answer[1] as number } : undefined;
    },
    signal: (child) => ended.push(running.get(child)?.name ?? ""),
  };
  return { programs, ended };
}
const GOOD = { ...HOME, PATH: "/bin", LANG: "C.UTF-8" };

/** Runs luff doctor over a memory host in which a folder can be made, and says which were made and stayed. */
async function examine(args: readonly string[], options: MemoryHostOptions, answers: Answers = {}) {
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
  const { programs, ended } = fakePrograms({ ...GOOD_ANSWERS, ...answers });
  let time = 0;
  const clock = { ...host.clock, now: () => (time += 100) };
  const lua = async () => ({ programs }) as LuaSystem;
  const status = await run({ ...host, disk, clock, lua }, ["doctor", ...args]);
  return { status, stdout: host.written.stdout, left: [...left], ended };
}

/** The findings that are not "ok", and the exit status. */
async function doctor(options: MemoryHostOptions, answers: Answers = {}) {
  const { status, stdout, left } = await examine(["-o", "json"], options, answers);
  expect(left).toEqual([]);
  const findings = JSON.parse(stdout) as { check: string; status: string; text: string; hint: string }[];
  return { status, odd: findings.filter((each) => each.status !== "ok") };
}

const DATA_HOME = "Set HELM_DATA_HOME to an absolute path, or HOME (on Windows APPDATA) to your folder.";

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
        "there is no luff on PATH, only /bin/luff: it is not marked as executable",
        "Add the folder of /usr/bin/luff to PATH, so that Helm finds luff for Lua plugins.",
      ),
    ],
    [
      "a luff on PATH under another name",
      {
        files: { "/bin/sh": SCRIPT, "/bin/luff-linux-amd64": PROGRAM },
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
      { files: { "/bin/sh": SCRIPT }, executable: "/opt/luff-linux-amd64" },
      note(
        "luff",
        "there is no luff on PATH",
        "Rename /opt/luff-linux-amd64 to luff, and add its folder to PATH, so that Helm finds luff for Lua plugins.",
      ),
    ],
    [
      "no Helm",
      { files: { "/bin/sh": SCRIPT } },
      note("helm", "there is no helm on PATH", "Plugins that call Helm need it; others run without."),
    ],
    [
      "a folder with the name of Helm",
      { files: { ...TOOLS, "/bin/helm": { kind: "directory" } } },
      note(
        "helm",
        "there is no helm on PATH, only /bin/helm: it is a folder",
        "Plugins that call Helm need it; others run without.",
      ),
    ],
    [
      "a luff that is a link to itself",
      { files: { "/bin/sh": SCRIPT, "/bin/luff": { kind: "link", target: "luff" } } },
      note(
        "luff",
        "there is no luff on PATH, only /bin/luff: it is a link that cannot be followed: too many levels of symbolic links",
        "Add the folder of /usr/bin/luff to PATH, so that Helm finds luff for Lua plugins.",
      ),
    ],
    [
      "a luff that is a link to nothing",
      { files: { "/bin/sh": SCRIPT, "/bin/luff": { kind: "link", target: "/none" } } },
      note(
        "luff",
        "there is no luff on PATH, only /bin/luff: it is a link to /none, which is not there",
        "Add the folder of /usr/bin/luff to PATH, so that Helm finds luff for Lua plugins.",
      ),
    ],
    [
      "no git",
      { files: { "/bin/sh": SCRIPT } },
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
        "SSL_CERT_FILE is /x.pem, which has no certificate in the form PEM",
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
      "a file with a damaged certificate",
      {
        files: { ...TOOLS, "/x.pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" },
        env: { ...GOOD, SSL_CERT_FILE: "/x.pem" },
      },
      problem(
        "certificates",
        "SSL_CERT_FILE is /x.pem, which has no certificate that can be read",
        "Unset SSL_CERT_FILE, or set it to a file with certificates in the form PEM.",
      ),
    ],
    [
      "no shell",
      { files: { ...TOOLS, "/bin/sh": "text" } },
      problem(
        "shell",
        "there is no sh on PATH, only /bin/sh: it is not marked as executable",
        "Install a shell: hooks and most plugins need one.",
      ),
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
      "a folder for temporary files that cannot be written",
      { readOnly: ["/tmp"] },
      problem(
        "temporary-folder",
        "the folder for temporary files is /tmp, and luff cannot write to /tmp: read-only file system",
        "Make the folder, or set TMPDIR to one that you may write to.",
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

  test.each<[string, string, Answer, string]>([
    ["luff that cannot be loaded", "luff", -13, "/bin/luff does not start: the system refuses it (error 13)"],
    [
      "Helm that fails",
      "helm",
      ["no libc\nmore", 127],
      `/bin/helm does not work: 'helm version --short' ended with status 127 and printed "no libc"`,
    ],
    [
      "luff that is another program",
      "luff",
      ["", 0],
      "/bin/luff does not work: 'luff version' ended with status 0 and printed nothing",
    ],
    [
      "git that is another program",
      "git",
      ["got 1", 0],
      `/bin/git does not work: 'git --version' ended with status 0 and printed "got 1"`,
    ],
    [
      "shell that does nothing",
      "sh",
      ["", 0],
      "/bin/sh does not work: 'sh -c echo luff-$((40 + 2))' ended with status 0 and printed nothing",
    ],
    [
      "luff that calls itself",
      "luff",
      "late",
      "/bin/luff does not work: 'luff version' did not end within 5 s, so luff ended it",
    ],
  ])("reports a %s, with the status 1", async (_, name, answer, text) => {
    const { status, odd } = await doctor({ files: TOOLS, env: GOOD }, { [name]: answer });
    expect({ status, odd }).toEqual({
      status: 1,
      odd: [{ check: name === "sh" ? "shell" : name, status: "problem", text, hint: expect.stringMatching(/\.$/) }],
    });
  });

  test("reports an empty file on PATH, and ends every program that it has started", async () => {
    const { status, odd } = await doctor({ files: { ...TOOLS, "/bin/helm": PROGRAM }, env: GOOD });
    expect({ status, odd }).toEqual({
      status: 1,
      odd: [
        problem("helm", "/bin/helm does not start: it is empty", "Install Helm again, or set HELM_BIN to another one."),
      ],
    });
    const { ended } = await examine([], { files: TOOLS, env: GOOD }, { luff: "late" });
    expect(ended).toEqual(["luff", "helm", "sh", "git"]);
  });

  test("does not start the luff that runs", async () => {
    const { status, ended } = await examine([], { files: TOOLS, env: GOOD, executable: "/bin/luff" }, { luff: "late" });
    expect({ status, ended }).toEqual({ status: 0, ended: ["helm", "sh", "git"] });
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

  test.each([
    [{ HELM_PLUGINS: "plugins" }, "plugins", "Set HELM_PLUGINS to an absolute path."],
    [{ HELM_DATA_HOME: "data" }, "data/plugins", DATA_HOME],
    [{ HOME: "" }, ".local/share/helm/plugins", DATA_HOME],
  ])("reports a plugins folder that is relative, by %p", async (env, folder, hint) => {
    const files = { ...TOOLS, "/wd/plugins/p": { kind: "directory" } as const };
    const { status, odd } = await doctor({ files, env: { ...GOOD, ...env } });
    const text = `the plugins folder is "${folder}", which is not an absolute path, so it depends on the working directory`;
    expect({ status, first: odd[0] }).toEqual({ status: 1, first: problem("plugins-folder", text, hint) });
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
