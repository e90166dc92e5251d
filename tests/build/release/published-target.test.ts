import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { unpackTar } from "modern-tar";
import { requireTarget } from "../../../build/compile.ts";
import { anchorOf } from "../../../build/companions/documents.ts";
import { completions } from "../../../build/companions/completions.ts";
import { publishedTarget } from "../../../build/release/published-target.ts";
import { PAGE } from "../packaging/made-contents.ts";
import { zipMember } from "../../../build/zip-member.ts";

const ROOT = resolve(import.meta.dir, "../../..");
const RELEASE = { version: "1.0.0", time: new Date("2026-01-02T03:04:05Z") };
const PAGES = "https://github.com/luff-run/luff/blob/v1.0.0/";
const LINUX = toPublish("linux/amd64");

describe("publishedTarget", () => {
  test("makes an archive of the program, the licences and the README, and a bill of materials", async () => {
    const [archive, sbom] = await publishedTarget(LINUX, RELEASE);
    expect([archive.file, sbom.file]).toEqual(["luff-linux-amd64.tar.gz", "luff-linux-amd64.cdx.json"]);
    const entries = await unpackTar(gunzipSync(archive.content), { strict: true });
    const contents = new Map(entries.map(({ header, data }) => [header.name, new TextDecoder().decode(data)]));
    expect([...contents.keys()]).toEqual([
      "LIBRARY.md",
      "LICENSE",
      "MANUAL.md",
      "README.md",
      "THIRD-PARTY-NOTICES.txt",
      "completions/_luff",
      "completions/luff.bash",
      "completions/luff.fish",
      "completions/luff.ps1",
      "luff",
      "man/man7/luff-lua.7",
      "session.svg",
    ]);
    expect(contents.get("LICENSE")).toBe(readFileSync(resolve(ROOT, "LICENSE"), "utf8"));
    expect(contents.get("README.md")).toContain("[The manual](MANUAL.md)");
    expect(contents.get("MANUAL.md")).toStartWith("# The manual\n");
    expect(contents.get("THIRD-PARTY-NOTICES.txt")).toBe("what others did");
    expect(contents.get("luff")).toBe("made up");
  });

  test("leaves no broken link in the archive's documents", async () => {
    const [archive] = await publishedTarget(LINUX, RELEASE);
    const entries = await unpackTar(gunzipSync(archive.content), { strict: true });
    const texts = new Map(entries.map(({ header, data }) => [header.name, new TextDecoder().decode(data)]));
    const headings = (name: string): readonly string[] =>
      [...(texts.get(name) ?? "").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));
    for (const [name, text] of [...texts].filter(([file]) => file.endsWith(".md"))) {
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
      expect(links.length).toBeGreaterThan(0);
      const broken = links.filter((link) => {
        const [path = "", heading] = link.split("#");
        if (path.startsWith(PAGES)) return !existsSync(resolve(ROOT, path.slice(PAGES.length)));
        if (path.startsWith("https://")) return false;
        const file = path === "" ? name : path;
        return !texts.has(file) || (heading !== undefined && !headings(file).includes(heading));
      });
      expect([name, broken]).toEqual([name, []]);
    }
  });

  test("has the archive's digest in the bill of materials", async () => {
    const [archive, sbom] = await publishedTarget(LINUX, RELEASE);
    const digest = new Bun.CryptoHasher("sha256").update(archive.content).digest("hex");
    expect(new TextDecoder().decode(sbom.content)).toContain(`"content": "${digest}"`);
  });

  test("packs for Windows as zip, the program with its extension, without pages for man", async () => {
    const [archive, sbom] = await publishedTarget(toPublish("windows/amd64"), RELEASE);
    expect([archive.file, sbom.file]).toEqual(["luff-windows-amd64.zip", "luff-windows-amd64.cdx.json"]);
    expect(new TextDecoder().decode(zipMember(archive.content, "luff.exe"))).toBe("made up");
    expect(Object.keys(unzipSync(archive.content)).filter((name) => name.includes("/"))).toEqual([
      "completions/_luff",
      "completions/luff.bash",
      "completions/luff.fish",
      "completions/luff.ps1",
    ]);
  });

  test("makes the same bytes twice", async () => {
    expect(await publishedTarget(LINUX, RELEASE)).toEqual(await publishedTarget(LINUX, RELEASE));
  });
});

function toPublish(target: string): Parameters<typeof publishedTarget>[0] {
  const components = [{ name: "X", license: { spdx: "MIT" }, home: "https://x" }];
  const executable = new TextEncoder().encode("made up");
  return {
    target: requireTarget(target),
    executable,
    components,
    notices: "what others did",
    companions: [...completions(), PAGE],
  };
}
