import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathInArchive } from "../../../build/companions/companion.ts";
import { manualPages } from "../../../build/companions/pages.ts";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { TOPICS } from "../../../src/cli/manual/topics.ts";

const EDITION = { version: "1.2.3", time: new Date("2026-01-02T03:04:05Z") };
const PAGES = await manualPages(EDITION);
const NAMES = PAGES.map(pathInArchive);
const ROOT = resolve(import.meta.dir, "../../..");

/** The text of a page, as it is shown: without macros, all words on one line. */
function wordsOf(name: string): string {
  const text = PAGES.find((page) => pathInArchive(page) === name)?.text ?? "";
  return text
    .replaceAll(/^\.\w+ ?/gm, "")
    .replaceAll(/\\f[BIR]|\\&/g, "")
    .replaceAll(/\s+/g, " ");
}

describe("manualPages", () => {
  test("has a page for luff, each command and each topic of luff help", () => {
    const commands = COMMANDS.map(({ path }) => `man/man1/luff-${path.join("-")}.1`);
    const topics = TOPICS.filter(({ name }) => name !== "manual").map(({ name }) => `luff-${name}`);
    expect(NAMES.slice(0, commands.length + 1)).toEqual(["man/man1/luff.1", ...commands]);
    expect(NAMES.slice(commands.length + 1).map((name) => name.replace(/^.*\/(.*)\.[57]$/, "$1"))).toEqual([
      ...topics,
      "luff-library",
    ]);
  });

  test("has every section of the manual", () => {
    const manual = readFileSync(join(ROOT, ".github/MANUAL.md"), "utf8");
    const sections = [...manual.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading.toUpperCase());
    const titles = PAGES.flatMap(({ text }) => [...text.matchAll(/^\.SH "(.*)"$/gm)].map(([, title = ""]) => title));
    expect(
      sections.filter((section) => !titles.includes(section.replaceAll("'", "\\(aq").replaceAll("-", "\\-"))),
    ).toEqual([]);
  });

  test("begins a page with its name, its section, the day of the source and the version", () => {
    const page = PAGES.find((each) => pathInArchive(each) === "man/man1/luff-plugin-verify.1");
    expect(page?.text).toStartWith(String.raw`.TH "LUFF\-PLUGIN\-VERIFY" "1" 2026-01-02 "luff 1.2.3" "luff\(aqs manual"
.nr HY 0
.nh
.ad l
.SH NAME
luff\-plugin\-verify \- Check a plugin\(aqs files for changes since the install
.SH SYNOPSIS
\fBluff plugin verify\fR NAME
.SH DESCRIPTION
`);
  });

  test("has in luff(1) the flags of every run, below what luff help says of them", () => {
    const page = PAGES.find((each) => pathInArchive(each) === "man/man1/luff.1")?.text ?? "";
    expect(page).toContain('.SS "Limits of Lua and WebAssembly plugins"\n');
    expect(page).toContain(".TP\n\\fB\\-\\-time\\-limit\\fR\\fI DURATION\\fR\nsuch as 10s (LUFF_TIME_LIMIT)\n");
  });

  test("has in the page of a command its flags, other names and examples", () => {
    const words = wordsOf("man/man1/luff-plugin-uninstall.1");
    expect(words).toContain("luff plugin uninstall NAME\\[u2026] luff plugin rm NAME\\[u2026] luff plugin remove");
    expect(words).toContain(String.raw`\-\-force `);
    expect(words).toContain(String.raw`luff plugin uninstall \-\-force diff secrets`);
  });

  test("names the page to which a link of the manual leads", () => {
    expect(wordsOf("man/man1/luff.1")).toContain(
      String.raw`prints a script that completes words in a shell (see luff\-completion(1))`,
    );
    expect(wordsOf("man/man7/luff-install.7")).not.toContain("](#");
  });

  test("leads from a command to the page of its topic, and from luff to all pages", () => {
    expect(wordsOf("man/man1/luff-plugin-lint.1")).toEndWith(String.raw` SEE ALSO luff(1), luff\-authors(7) `);
    const all = wordsOf("man/man1/luff.1").split(" SEE ALSO ")[1]?.replaceAll("\\-", "-");
    const others = NAMES.slice(1).map((name) => name.replace(/^.*\/(.*)\.(\d)$/, "$1($2)"));
    expect(all).toBe(`${others.join(", ")} `);
  });

  test("makes the same bytes twice", async () => {
    expect(await manualPages(EDITION)).toEqual(PAGES);
  });
});

describe("a page of luff's manual", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "luff-pages-"));
    for (const page of PAGES) {
      const file = join(folder, pathInArchive(page));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, page.text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function outputOf(command: readonly string[]): string {
    const { stdout, stderr } = Bun.spawnSync([...command], { cwd: folder });
    return stdout.toString() + stderr.toString();
  }

  test.skipIf(Bun.which("mandoc") === null)("has nothing that mandoc warns of", () => {
    expect(outputOf(["mandoc", "-Tlint", "-Wwarning", ...NAMES])).toBe("");
  });

  test.skipIf(Bun.which("groff") === null)("has nothing that groff warns of", () => {
    expect(NAMES.map((name) => outputOf(["groff", "-man", "-Tutf8", "-ww", "-z", name])).join("")).toBe("");
  });

  test.skipIf(Bun.which("groff") === null)("breaks no word of a line", () => {
    const shown = NAMES.map((name) => outputOf(["groff", "-Kutf8", "-man", "-Tutf8", "-P-cbou", name])).join("");
    expect(shown.match(/^.*\u2010$/gm) ?? []).toEqual([]);
  });

  test.skipIf(Bun.which("groff") === null)("shows commands as they are typed", () => {
    const shown = outputOf(["groff", "-man", "-Tutf8", "-P-cbou", "man/man1/luff-plugin-install.1"]);
    expect(shown).toContain("\n       luff plugin install [SOURCE]\n       luff plugin add [SOURCE]\n");
    expect(shown).toContain("\n           luff plugin install --version ^3 https://github.com/databus23/helm-diff\n");
  });
});
