import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parse } from "yaml";
import { TARGETS, targetName } from "../../build/targets.ts";
import packageManifest from "../../package.json" with { type: "json" };

const ROOT = resolve(import.meta.dir, "../..");
const read = (file: string): string => readFileSync(join(ROOT, ".github", file), "utf8");

/** The folders that a path in a document may begin in. */
const PLACES = ["", "src", "src/cli", ".github", "build"];

const NAMES = new Set(
  [...new Bun.Glob("{src,tests,build}/**/*").scanSync({ cwd: ROOT })].map((file) => basename(file)),
);
const TARGET_NAMES = TARGETS.map((target) => targetName(target));

/** A file of a kind that the repository has, or a path of more than one part. `dist` has what a build makes. */
function looksLikePath(text: string): boolean {
  if (text.startsWith("dist/") || TARGET_NAMES.includes(text)) return false;
  return /[\w-]\.(?:ts|json|yml|md|sh|ps1|lock|toml|c|h|lua)$/.test(text) || text.includes("/");
}

/** A name alone may stand for a file in any folder: the text around it says in which. */
function isThere(path: string): boolean {
  return PLACES.some((place) => existsSync(join(ROOT, place, path))) || NAMES.has(path);
}

describe.each(["ARCHITECTURE.md", "CONTRIBUTING.md", "UPDATING.md"])("%s", (file) => {
  test("names only files and folders that exist", () => {
    const named = [...read(file).matchAll(/`([\w.-]*[\w-](?:\/[\w.-]+)*\/?)`/g)].map(([, path = ""]) => path);
    const paths = named.filter((path) => looksLikePath(path));
    expect(paths).not.toBeEmpty();
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  test("runs only scripts that exist", () => {
    const scripts = [...read(file).matchAll(/\bbun ((?:build|tests)\/[\w./-]+\.ts)/g)].map(([, path = ""]) => path);
    expect(scripts.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe("UPDATING.md", () => {
  test("says for every pinned package what an update needs", () => {
    const text = read("UPDATING.md").toLowerCase();
    const words: Readonly<Record<string, string>> = { "@cyclonedx/cyclonedx-library": "cyclonedx" };
    // Only tests use these two: a bad update breaks only tests.
    const others = ["fast-check", "fengari", "spdx-license-list"];
    const packages = Object.keys(packageManifest.devDependencies).filter((name) => !others.includes(name));
    expect(packages.filter((name) => !text.includes(words[name] ?? name))).toEqual([]);
  });
});

describe("decisions", () => {
  test("have consecutive numbers from 1, also in their titles", () => {
    const files = readdirSync(join(ROOT, ".github/decisions")).toSorted();
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
    const titled = files.map((file) => Number(/^# (\d+)[.:] /.exec(read(`decisions/${file}`))?.[1]));
    expect(titled).toEqual(files.map((_, index) => index + 1));
  });
});

interface Update {
  readonly "package-ecosystem": string;
  readonly groups?: Readonly<Record<string, { readonly patterns: readonly string[] }>>;
}

describe("dependabot.yml", () => {
  const { updates } = parse(read("dependabot.yml")) as { readonly updates: readonly Update[] };

  test("updates the packages of bun.lock and the actions", () => {
    expect(updates.map((update) => update["package-ecosystem"])).toEqual(["bun", "github-actions"]);
    expect(existsSync(join(ROOT, "bun.lock"))).toBe(true);
  });

  test("groups only packages that package.json has", () => {
    const patterns = Object.values(updates[0]?.groups ?? {}).flatMap((group) => group.patterns);
    expect(patterns).toContain("@types/bun");
    expect(patterns.filter((name) => !Object.hasOwn(packageManifest.devDependencies, name))).toEqual([]);
  });
});

describe("issue forms", () => {
  const forms = readdirSync(join(ROOT, ".github/ISSUE_TEMPLATE")).filter((file) => file !== "config.yml");

  test.each(forms)("%s asks its questions under ids of their own", (file) => {
    const form = parse(read(`ISSUE_TEMPLATE/${file}`)) as {
      readonly name: string;
      readonly description: string;
      readonly body: readonly { readonly id: string; readonly attributes: { readonly label: string } }[];
    };
    expect(form.name).not.toBe("");
    expect(form.description).not.toBe("");
    const ids = form.body.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(form.body.filter(({ attributes }) => !attributes.label.endsWith("?"))).toEqual([]);
  });

  test("send reports of vulnerabilities to SECURITY.md", () => {
    const config = parse(read("ISSUE_TEMPLATE/config.yml")) as {
      readonly blank_issues_enabled: boolean;
      readonly contact_links: readonly { readonly url: string }[];
    };
    expect(config.blank_issues_enabled).toBe(false);
    expect(config.contact_links.map(({ url }) => url)).toContain(
      "https://github.com/luff-run/luff/security/advisories/new",
    );
  });
});
