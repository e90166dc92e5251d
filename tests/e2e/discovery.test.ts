import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { argumentsFiles, manifestOf, programFiles } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsBinary, testsEmulated, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { withoutOverride } from "../helpers/without-override.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";
import { ownSlashes, pathList } from "../helpers/shown-path.ts";

const FOLDER = programFiles('printf %s "$HELM_PLUGIN_DIR"', 'io.write(os.getenv("HELM_PLUGIN_DIR"))');

function put(sandbox: Sandbox, folder: string, name: string): void {
  sandbox.write(`${folder}/plugin.yaml`, manifestOf(name));
  for (const [file, content] of Object.entries(FOLDER)) sandbox.write(`${folder}/${file}`, content, 0o755);
}

/** For what only POSIX systems have: FIFOs, devices, permissions, and broken links that every user can make. */
const posixOnly = test.skipIf(testsWindows());
const linuxOnly = test.skipIf(process.platform !== "linux" || testsWindows());
/** The default plugins folder of a sandbox. */
const DEFAULT = testsWindows() ? "home/AppData/Roaming/helm/plugins" : "home/.local/share/helm/plugins";
/** A folder name with the glob characters that the system allows in names. */
const PATTERN = testsWindows() ? "glob [a] {b}" : "glob [a] *?";

describe("HELM_PLUGINS", () => {
  let sandbox: Sandbox;
  const folderOf = async (list: string, name = "x"): Promise<RunResult> =>
    sandbox.run([name], { env: { HELM_PLUGINS: list } });

  beforeAll(() => {
    sandbox = createSandbox();
    put(sandbox, "one/x", "x");
    put(sandbox, "two/x", "x");
    put(sandbox, "two/y", "y");
    put(sandbox, "work/here/x", "x");
    put(sandbox, `${PATTERN}/x`, "x");
    put(sandbox, `${DEFAULT}/default`, "default");
    put(sandbox, "data/helm/plugins/x", "x");
    put(sandbox, "elsewhere/linked", "linked");
    sandbox.link("links/linked", sandbox.path("elsewhere/linked"));
    sandbox.link("link-to-one", "one");
    sandbox.link("link-to-two", "two");
    sandbox.link("links/file", sandbox.path("elsewhere/linked/plugin.yaml"));
    mkdirSync(sandbox.path("links/by-file"));
    sandbox.link("links/by-file/plugin.yaml", sandbox.path("two/y/plugin.yaml"));
  });
  afterAll(() => sandbox.remove());

  test("is a list; the first directory that has the plugin wins", async () => {
    const [one, two] = [sandbox.shown("one"), sandbox.shown("two")];
    expect((await folderOf(pathList(one, two))).stdout).toBe(sandbox.shown("one/x"));
    expect((await folderOf(pathList(two, one))).stdout).toBe(sandbox.shown("two/x"));
    expect((await folderOf(pathList(one, two), "y")).stdout).toBe(sandbox.shown("two/y"));
  });

  test("skips empty elements, missing folders, and files", async () => {
    const folders = ["none", "one/x/plugin.yaml", "one"].map((folder) => sandbox.shown(folder));
    const stdout = sandbox.shown("one/x");
    expect(await folderOf(pathList("", "", ...folders, ""))).toEqual({ exitCode: 0, signal: null, stdout, stderr: "" });
  });

  test.each(["here", "./here", "here/", "../work/here//"])("accepts the relative folder %j", async (list) => {
    const { exitCode, stdout } = await folderOf(list);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(ownSlashes(list === "../work/here//" ? "../work/here/x" : "here/x"));
  });

  test("removes slashes at the end of an absolute folder", async () => {
    expect((await folderOf(`${sandbox.shown("one")}///`)).stdout).toBe(sandbox.shown("one/x"));
  });

  test("does not expand glob characters", async () => {
    expect((await folderOf(sandbox.shown(PATTERN))).stdout).toBe(sandbox.shown(PATTERN, "x"));
  });

  test("follows links to directories, plugin folders and manifests", async () => {
    expect((await folderOf(sandbox.shown("link-to-two"), "y")).stdout).toBe(sandbox.shown("link-to-two/y"));
    expect((await folderOf(sandbox.shown("links"), "linked")).stdout).toBe(sandbox.shown("links/linked"));
    // Its program is looked for beside the link.
    const { exitCode, stderr } = await folderOf(sandbox.shown("links"), "y");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${sandbox.shown("links/by-file")}${testsWindows() ? "" : "/run.sh"}`);
  });

  const PLACES = new Map([
    ["ONE", "one"],
    ["LINK", "link-to-one"],
    ["HERE", "work/here"],
  ]);
  test.each([
    ["twice", "ONE", "ONE"],
    ["with a slash at its end", "ONE", "ONE/"],
    ["with dots", "ONE", "ONE/../one/."],
    ["relative", "here", "HERE"],
    ["by a link", "ONE", "LINK"],
    ["by a link first", "LINK", "ONE"],
  ])("lists a folder that is named %s once", async (_title, first, second) => {
    const paths = [first, second].map((name) =>
      name.replace(/^[A-Z]+/, (place) => sandbox.shown(PLACES.get(place) ?? "")),
    );
    await listsOnce(pathList(...paths));
  });

  test("lists a folder once if a path with two dots also names it", async () => {
    await listsOnce(pathList("../one", sandbox.shown("one")));
  });

  async function listsOnce(list: string): Promise<void> {
    const env = { HELM_PLUGINS: list };
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "list"], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.match(/^x /gm)).toHaveLength(1);
    expect(await sandbox.run(["help"], { env })).toMatchObject({ exitCode: 0, stderr: "" });
  }

  test("lists a plugin's folder once if links lead to it, and reports no conflict", async () => {
    sandbox.link("twins/helm-x", "x");
    sandbox.link("twins/x", sandbox.path("one/x"));
    const env = { HELM_PLUGINS: pathList(sandbox.shown("twins"), sandbox.shown("one")) };
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "list", "-ojson"], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject([{ name: "x", folder: sandbox.shown("twins/x") }]);
    expect((await folderOf(env.HELM_PLUGINS)).stdout).toBe(sandbox.shown("twins/x"));
  });

  test("means no plugins if it is empty", async () => {
    expect((await folderOf("", "default")).exitCode).toBe(1);
  });

  test("defaults to the data folder's plugins", async () => {
    const env = { HELM_PLUGINS: undefined };
    const { stdout } = await sandbox.run(["default"], { env });
    expect(process.platform === "darwin" || stdout === sandbox.shown(DEFAULT, "default")).toBe(true);
    const byData = await sandbox.run(["x"], { env: { ...env, HELM_DATA_HOME: sandbox.shown("data/helm") } });
    expect(byData.stdout).toBe(sandbox.shown("data/helm/plugins/x"));
    const byXdg = await sandbox.run(["x"], { env: { ...env, XDG_DATA_HOME: sandbox.shown("data") } });
    expect(byXdg.stdout).toBe(sandbox.shown("data/helm/plugins/x"));
  });
});

/** Folders of plugins that cannot be used, in their order. */
const BAD_ANYWHERE = ["broken", "deep", "folder", "huge", "other-name", "rubbish", "script"];
const DANGLING_HINT =
  "Hint: Put back what the link leads to, or remove the link: luff plugin uninstall dangling-folder\n";
const BAD_ON_POSIX = ["circle", "circle-folder", "dangling", "dangling-folder", "endless", "fifo"];
const BAD = [...BAD_ANYWHERE, ...(testsWindows() ? [] : BAD_ON_POSIX)].toSorted();

describe("beside bad plugins", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = createSandbox();
    put(sandbox, "plugins/good", "good");
    put(sandbox, "plugins/odd folder ü\u{1F600}", "odd-name");
    sandbox.addPlugin("broken", "name: broken\ncommand: {a: b}\n");
    sandbox.addPlugin("rubbish", "\0\x01\x02");
    mkdirSync(sandbox.path("plugins/folder/plugin.yaml"), { recursive: true });
    sandbox.write("plugins/a-file", "x");
    mkdirSync(sandbox.path("plugins/empty"));
    sandbox.write("plugins/other-name/plugin.yml", manifestOf("other-name"));
    sandbox.write("plugins/deep/unpacked/plugin.yaml", manifestOf("deep"));
    sandbox.write("plugins/script/main.lua", "");
    sandbox.write("plugins/huge/plugin.yaml", `name: huge\nusage: "${"x".repeat(2 << 20)}"\n`);
    if (testsWindows()) return;
    sandbox.link("plugins/dangling/plugin.yaml", "nowhere");
    sandbox.link("plugins/dangling-folder", "nowhere");
    sandbox.link("plugins/circle/plugin.yaml", "plugin.yaml");
    sandbox.link("plugins/circle-folder", "circle-folder");
    // An endless manifest, and one that never returns data: neither may hang luff or fill the memory.
    sandbox.link("plugins/endless/plugin.yaml", "/dev/zero");
    await sandbox.run(["mkdir plugins/fifo && mkfifo plugins/fifo/plugin.yaml"], {
      program: ["/bin/sh", "-c"],
      cwd: ".",
    });
  });
  afterAll(() => sandbox.remove());

  test("a good one runs, without a warning about the others", async () => {
    const folder = sandbox.shown("plugins/good");
    expect(await sandbox.run(["good"])).toEqual({ exitCode: 0, signal: null, stdout: folder, stderr: "" });
    const odd = sandbox.shown("plugins/odd folder ü\u{1F600}");
    expect(await sandbox.run(["odd-name"])).toEqual({ exitCode: 0, signal: null, stdout: odd, stderr: "" });
  });

  test("the good ones are listed, and each bad one is reported on stderr", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "list", "-o", "json"]);
    expect(exitCode).toBe(0);
    const listed = JSON.parse(stdout) as readonly { readonly name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(["good", "odd-name"]);
    const reported = [...stderr.matchAll(/^Warning: the plugin in (.+?) cannot be used: /gm)].map((match) => match[1]);
    expect([...new Set(reported)]).toEqual(BAD.map((name) => sandbox.shown("plugins", name)));
  });

  const isErrorByPath = async (name: string): Promise<void> => {
    const folder = sandbox.shown("plugins", name);
    const { exitCode, stdout, stderr } = await sandbox.run([folder]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toStartWith("Error: ");
    expect(stderr).toContain(folder);
  };
  test.each([...BAD_ANYWHERE, "empty"])("the folder %s by its path is an error", isErrorByPath);

  const isErrorWithReason = (name: string, reason: string): Promise<void> => isErrorWithHint(name, reason, "");
  const isErrorWithHint = async (name: string, reason: string, hint: string): Promise<void> => {
    const folder = sandbox.shown("plugins", name);
    expect(await sandbox.run([name])).toEqual({
      exitCode: 1,
      signal: null,
      stdout: "",
      stderr: `Error: the plugin in ${folder} cannot be used: ${reason.replace("FOLDER", folder)} [plugin-incomplete]\n${hint}`,
    });
  };
  test.each([
    ["other-name", "its manifest is named plugin.yml, but luff reads only plugin.yaml"],
    ["deep", `its plugin.yaml is one level too deep, in FOLDER${ownSlashes("/")}unpacked`],
    ["script", "it has a main.lua but not a plugin.yaml"],
  ])("the name of the folder %s is an error that says why", isErrorWithReason);

  describe.skipIf(testsWindows())("beside bad links, devices and FIFOs", () => {
    test.each(BAD_ON_POSIX)("the folder %s by its path is an error", isErrorByPath);
    test.each([
      ["dangling", "its plugin.yaml is a broken link", ""],
      ["dangling-folder", "it is a broken link to nowhere", DANGLING_HINT],
    ])("the name of the folder %s is an error that says why", isErrorWithHint);
  });

  posixOnly.each(["endless", "fifo"])(
    "the name of the folder %s is an error that says what its manifest is",
    async (name) => {
      const { exitCode, stdout, stderr } = await sandbox.run([name]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toEndWith("/plugin.yaml: it is not a regular file [manifest-unreadable]\n");
    },
  );

  test("an unknown word is an error, followed by a warning for each bad plugin", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["nope"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: unknown command "nope" \[unknown-command\]\nHint: .+\n(?:Warning: .+\n)+$/);
    expect(stderr.match(/^Warning: /gm)).toHaveLength(BAD.length);
  });

  posixOnly("an endless manifest does not fill the memory", async () => {
    const listing = Bun.spawn([...programUnderTest(), "plugin", "list"], {
      env: sandbox.env,
      stdio: ["ignore", "ignore", "ignore"],
    });
    expect(await listing.exited).toBe(0);
    // Many times what luff needs, and far less than an endless read would take.
    expect(listing.resourceUsage()?.maxRSS).toBeLessThan(1 << 30);
  });

  posixOnly("a manifest that another process holds open for writing does not hang luff", async () => {
    const line = 'exec 7<>../plugins/fifo/plugin.yaml; "$@"';
    const { exitCode, stdout, stderr } = await runInShell(sandbox, line, ["plugin", "list"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("good");
    expect(stderr).toContain(`${sandbox.path("plugins/fifo")} cannot be used`);
  });

  test("the name of a bad one is an error that lists all its faults", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["broken"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(`${sandbox.shown("plugins/broken/plugin.yaml")}:2:`);
  });
});

describe("with many plugins", () => {
  test("runs any of 300, the last one and one in a folder of another name included", async () => {
    using sandbox = createSandbox();
    for (let index = 0; index < 300; index++) {
      sandbox.addPlugin(`p${index}`, manifestOf(`p${index}`), argumentsFiles());
    }
    sandbox.addPlugin("zz-other", manifestOf("another"), argumentsFiles());
    for (const name of ["p0", "p150", "p99", "another"]) {
      expect(await sandbox.run([name, "a"])).toMatchObject({ exitCode: 0, stdout: "[a]\n", stderr: "" });
    }
    const { stdout } = await sandbox.run(["plugin", "list"]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(302);
    expect((await sandbox.run(["p300"])).exitCode).toBe(1);
  });
});

describe("name conflicts", () => {
  test("the first plugin runs, and the list reports the other", async () => {
    using sandbox = createSandbox();
    put(sandbox, "plugins/a", "same");
    put(sandbox, "plugins/b", "same");
    expect((await sandbox.run(["same"])).stdout).toBe(sandbox.shown("plugins/a"));
    const { stderr } = await sandbox.run(["plugin", "list"]);
    expect(stderr).toContain(`${sandbox.shown("plugins/a")} is used, ${sandbox.shown("plugins/b")} is not`);
  });

  test("a plugin takes no name from luff's own commands", async () => {
    using sandbox = createSandbox();
    put(sandbox, "plugins/version", "version");
    expect((await sandbox.run(["version"])).stdout).toStartWith("luff ");
    expect((await sandbox.run(["plugins/version"], { cwd: "." })).stdout).toBe(sandbox.shown("plugins/version"));
  });
});

describe("in an unusual folder", () => {
  posixOnly("skips a folder without read permission, and reports it", async () => {
    using sandbox = createSandbox();
    put(sandbox, "one/x", "x");
    put(sandbox, "two/x", "x");
    chmodSync(sandbox.path("one"), 0);
    const env = { HELM_PLUGINS: `${sandbox.path("one")}:${sandbox.path("two")}` };
    const program = withoutOverride(programUnderTest());
    const ran = await sandbox.run(["x"], { env, program });
    const listed = await sandbox.run(["plugin", "list"], { env, program });
    const unknown = await sandbox.run(["nope"], { env, program });
    chmodSync(sandbox.path("one"), 0o755);
    expect(ran).toEqual({ exitCode: 0, signal: null, stdout: sandbox.path("two/x"), stderr: "" });
    const warning = `Warning: the plugins folder ${sandbox.path("one")} cannot be read: permission denied\n`;
    expect(listed).toMatchObject({ exitCode: 0, stderr: warning });
    expect(unknown.exitCode).toBe(1);
    expect(unknown.stderr).toEndWith(`\n${warning}`);
  });

  linuxOnly("reports a plugin's folder and a plugins folder whose names are not Unicode", async () => {
    using sandbox = createSandbox();
    put(sandbox, "work/plugin", "p");
    const line = `mkdir list && cd list && mv ../plugin "$(printf 'a\\377')" && HELM_PLUGINS=.:none/$(printf '\\377') "$@"; rm -r a*`;
    const { exitCode, stderr } = await runInShell(sandbox, line, ["plugin", "list"]);
    expect(exitCode).toBe(0);
    const reason = "name is not Unicode text, so luff cannot open it";
    expect(stderr.split("\n")).toEqual([
      "Warning: the plugins folder none/\ufffd has a name that is not Unicode text, so luff cannot open it",
      `Warning: the plugin in a\ufffd cannot be used: its ${reason}`,
      "",
    ]);
  });

  const withFewFiles = test.skipIf(process.platform !== "linux" || !testsBinary() || testsEmulated());
  withFewFiles("reports that no more files can be opened", async () => {
    using sandbox = createSandbox();
    put(sandbox, "plugins/folder", "x");
    sandbox.write("work/x.lua", "print('runs')\n");
    const errors = new Set<string>();
    for (const word of ["x", "./x.lua"]) {
      for (let limit = 3; limit < 16; limit++) {
        const { exitCode, stderr } = await runInShell(sandbox, `ulimit -n ${limit}; exec "$@"`, [word]);
        if (exitCode !== 0) errors.add(/\[([a-z-]+)\]$/m.exec(stderr)?.[1] ?? "");
      }
    }
    // With the lowest limits not even the program or its shell loads.
    errors.delete("");
    expect([...errors]).toEqual(["too-many-files"]);
  });

  test.each(["plugin list", "nope", "help"])(
    "%s reports elements of HELM_PLUGINS that are not plugins folders",
    async (words) => {
      using sandbox = createSandbox();
      put(sandbox, "one/x", "x");
      sandbox.write("file", "");
      if (!testsWindows()) sandbox.link("link", "nowhere");
      const names = ["none", "file", ...(testsWindows() ? [] : ["link"]), "one/x", "one"];
      const env = { HELM_PLUGINS: pathList(...names.map((name) => sandbox.shown(name))) };
      const { exitCode, stderr } = await sandbox.run(words.split(" "), { env });
      expect(exitCode).toBe(words === "nope" ? 1 : 0);
      expect(stderr.split("\n").filter((line) => line.startsWith("Warning: "))).toEqual([
        `Warning: the plugins folder ${sandbox.shown("none")} does not exist`,
        `Warning: the plugins folder ${sandbox.shown("file")} is not a folder`,
        ...(testsWindows() ? [] : [`Warning: the plugins folder ${sandbox.path("link")} is a broken link`]),
        `Warning: the plugins folder ${sandbox.shown("one/x")} is a plugin's own folder: it has a plugin.yaml. Put the folder above it (${sandbox.shown("one")}) into HELM_PLUGINS`,
      ]);
      expect((await sandbox.run(["x"], { env })).stderr).toBe("");
    },
  );

  test("reports nothing if the default plugins folder does not exist", async () => {
    using sandbox = createSandbox();
    for (const list of [undefined, `${sandbox.shown(DEFAULT)}/`]) {
      const env = { HELM_PLUGINS: list, HELM_DATA_HOME: sandbox.shown(dirname(DEFAULT)) };
      expect(await sandbox.run(["plugin", "list"], { env })).toMatchObject({ exitCode: 0, stderr: "" });
    }
  });

  posixOnly("reports the default plugins folder if it is a broken link", async () => {
    using sandbox = createSandbox();
    sandbox.link(DEFAULT, "nowhere");
    const { stderr } = await sandbox.run(["plugin", "list"], { env: { HELM_PLUGINS: undefined } });
    expect(process.platform === "darwin" || stderr.includes("is a broken link")).toBe(true);
  });

  posixOnly("ends with an error and does not hang if the working folder was removed", async () => {
    using sandbox = createSandbox();
    put(sandbox, "plugins/x", "x");
    mkdirSync(sandbox.path("gone"));
    const result = await runInShell(sandbox, 'rmdir ../gone; exec "$@"', ["x"], { cwd: "gone" });
    rmSync(sandbox.path("gone"), { recursive: true, force: true });
    // Bun itself refuses to start there; a host that does start runs the plugin.
    if (result.exitCode === 0) expect(result.stdout).toBe(sandbox.path("plugins/x"));
    else expect(result.stderr).not.toBeEmpty();
  });
});
