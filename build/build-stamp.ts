import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import packageManifest from "../package.json" with { type: "json" };
import { ROOT } from "./root.ts";

/**
 * The facts about this build, in the format of Bun.build's `define`; src/cli/build-info.ts declares the names. The time
 * is that of the commit (or SOURCE_DATE_EPOCH), so that the same source gives the same file.
 */
export function buildStamp(target = ""): Record<string, string> {
  return {
    LUFF_VERSION: JSON.stringify(packageManifest.version),
    LUFF_COMMIT: JSON.stringify(commit()),
    LUFF_BUILD_DATE: JSON.stringify(buildDate()),
    LUFF_TARGET: JSON.stringify(target),
    LUFF_IDENTITY: JSON.stringify(sourceDigest()),
  };
}

/** The abbreviated hash. Uncommitted changes add a mark that is different for each state. */
function commit(): string {
  const hash = git("rev-parse", "--short=12", "HEAD");
  const changes = git("diff", "HEAD", "--", "src", "build") + git("status", "--porcelain", "--", "src", "build");
  return changes === "" ? hash : `${hash}-${Bun.hash.crc32(changes).toString(16)}`;
}

/** Different for builds from different sources, committed or not: the start of a SHA-256 over the sources. */
function sourceDigest(): string {
  const sources = [...new Bun.Glob("src/**/*.{ts,lua,c,h,patch}").scanSync({ cwd: ROOT }), "bun.lock"].toSorted();
  const hash = new Bun.CryptoHasher("sha256");
  for (const file of sources) hash.update(`${file}\0`).update(readFileSync(resolve(ROOT, file)));
  return hash.digest("hex").slice(0, 16);
}

/** The time of the source, ISO 8601: SOURCE_DATE_EPOCH, otherwise the commit's time; "" if neither is known. */
export function buildDate(): string {
  const seconds = process.env["SOURCE_DATE_EPOCH"] ?? git("log", "-1", "--format=%ct");
  return seconds === "" ? "" : new Date(Number(seconds) * 1000).toISOString();
}

/** Runs git. The result is empty outside a git checkout, such as in an unpacked source archive. */
function git(...args: readonly string[]): string {
  try {
    const { exitCode, stdout } = Bun.spawnSync(["git", ...args], { cwd: ROOT, stderr: "ignore" });
    return exitCode === 0 ? stdout.toString().trim() : "";
  } catch {
    return "";
  }
}
