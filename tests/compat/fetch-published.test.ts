import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchPublished } from "./fetch-published.ts";
import type { Origin } from "./published-corpus.ts";

const TEXT = "name: sample\n";
const SHA256 = createHash("sha256").update(TEXT).digest("hex");

function origin(path: string, sha256 = SHA256): Origin {
  return { repo: "owner/repo", path, commit: "c0ffee", license: "MIT", sha256, helm3: true, helm4: true };
}

let server: Bun.Server<undefined>;
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "luff-published-"));
  server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: ({ url }) =>
      new URL(url).pathname === "/owner/repo/c0ffee/deep/plugin.yaml"
        ? new Response(TEXT)
        : new Response("", { status: 404 }),
  });
});

afterAll(async () => {
  await server.stop(true);
  rmSync(directory, { recursive: true });
});

describe("fetchPublished", () => {
  test("writes the files that have the recorded digest, and reports why it wrote no others", async () => {
    const origins = {
      good: origin("deep/plugin.yaml"),
      absent: origin("plugin.yaml"),
      changed: origin("deep/plugin.yaml", "00"),
    };
    const base = server.url.origin;
    const report = await fetchPublished(origins, directory, base);
    expect(report.written).toEqual(["good"]);
    expect(report.failed).toEqual([
      `absent: ${base}/owner/repo/c0ffee/plugin.yaml answers 404`,
      `changed: ${base}/owner/repo/c0ffee/deep/plugin.yaml has the digest ${SHA256}, expected 00`,
    ]);
    expect(readFileSync(join(directory, "good/plugin.yaml"), "utf8")).toBe(TEXT);
    expect(existsSync(join(directory, "changed"))).toBe(false);
  });

  test("reports that a host cannot be reached", async () => {
    const gone = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response("") });
    const base = gone.url.origin;
    await gone.stop(true);
    const report = await fetchPublished({ good: origin("deep/plugin.yaml") }, join(directory, "none"), base);
    expect(report.written).toEqual([]);
    expect(report.failed).toHaveLength(1);
  });
});
