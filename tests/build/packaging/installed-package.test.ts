import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packDeb } from "../../../build/packaging/deb.ts";
import { packRpm } from "../../../build/packaging/rpm.ts";
import { isRoot } from "../../helpers/namespaces.ts";
import { madeContents } from "./made-contents.ts";

const BASH_COMPLETION = "/usr/share/bash-completion/bash_completion";

/** A kind of package: what makes it, what installs it below a folder, and where zsh then finds completions. */
interface Kind {
  readonly name: string;
  readonly programs: readonly string[];
  readonly pack: () => Uint8Array;
  readonly install: (root: string, file: string) => readonly string[];
  readonly zshFolder: string;
}

const KINDS: readonly Kind[] = [
  {
    name: "a deb",
    programs: ["dpkg", "dpkg-deb"],
    pack: () => packDeb(madeContents("linux/386")),
    install: (root, file) => ["dpkg", `--root=${root}`, "--force-architecture", "--install", file],
    zshFolder: "usr/share/zsh/vendor-completions",
  },
  {
    name: "an rpm",
    programs: ["rpm", "rpmbuild"],
    pack: () => packRpm(madeContents("linux/386")),
    install: (root, file) => ["rpm", "--root", root, "--ignorearch", "--nodeps", "--install", file],
    zshFolder: "usr/share/zsh/site-functions",
  },
];

describe.each(KINDS)("luff installed from $name", ({ programs, pack, install, zshFolder }) => {
  const missing = !isRoot || programs.some((program) => Bun.which(program) === null);
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "luff-installed-"));
    if (missing) return;
    mkdirSync(join(root, "var/lib/dpkg/updates"), { recursive: true });
    mkdirSync(join(root, "var/lib/dpkg/info"));
    writeFileSync(join(root, "var/lib/dpkg/status"), "");
    const file = join(root, "luff.package");
    writeFileSync(file, pack());
    const { exitCode, stderr } = Bun.spawnSync([...install(root, file)], { stdout: "ignore" });
    expect(exitCode, stderr.toString()).toBe(0);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const titled = test.skipIf(missing);
  const needing = (...files: readonly string[]) =>
    test.skipIf(missing || files.some((file) => Bun.which(file) === null && !Bun.file(file).size));

  titled("runs", () => {
    expect(run([join(root, "usr/bin/luff")])).toBe("version\tfrom the package\n:4\n");
  });

  needing("bash", BASH_COMPLETION)("is found by bash-completion", () => {
    const script = `. ${BASH_COMPLETION}; _completion_loader luff; complete -p luff`;
    expect(run(["bash", "--norc", "-c", script])).toBe("complete -F __luff_complete_words luff\n");
  });

  needing("zsh")("is found by zsh in the distribution's folder", () => {
    const script = `fpath=(${join(root, zshFolder)} $fpath); autoload -Uz compinit; compinit -D -u; print $_comps[luff]; autoload +X _luff`;
    expect(run(["zsh", "-fc", script])).toBe("_luff\n");
  });

  needing("fish")("completes words in fish", () => {
    expect(run(["fish", "-c", "complete -C 'luff ver'"])).toBe("version\tfrom the package\n");
  });

  needing("man")("has pages that man finds", () => {
    expect(run(["man", "--where", "-M", join(root, "usr/share/man"), "luff-lua"])).toBe(
      `${join(root, "usr/share/man/man7/luff-lua.7.gz")}\n`,
    );
  });

  function run(command: readonly string[]): string {
    const env = {
      HOME: root,
      PATH: `${join(root, "usr/bin")}:${process.env["PATH"]}`,
      XDG_DATA_DIRS: join(root, "usr/share"),
    };
    const { exitCode, stdout, stderr } = Bun.spawnSync([...command], { env });
    expect({ exitCode, stderr: stderr.toString() }).toEqual({ exitCode: 0, stderr: "" });
    return stdout.toString();
  }
});
