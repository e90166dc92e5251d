import { expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import type { Origin } from "../../../src/manage/receipt/receipt.ts";
import { requireLock } from "../../../src/manage/set/require-lock.ts";
import {
  contentFor,
  differsByPlatform,
  isLockedFor,
  pins,
  type LockedEntry,
} from "../../../src/manage/set/set-lock.ts";

const ENTRY = { name: "greet", url: "https://example.com/greet", version: "", asset: "" };
const COMMON: LockedEntry = { ...ENTRY, sha256: "11" };
const BY_PLATFORM: LockedEntry = {
  ...ENTRY,
  platforms: { "linux/amd64": { ref: "v1.2.0", sha256: "22" }, "windows/amd64": { ref: "v1.2.0", sha256: "33" } },
};

test("what is locked for all platforms is locked for each", () => {
  expect(isLockedFor(COMMON, "linux/386")).toBe(true);
  expect(contentFor(COMMON, "linux/386")).toMatchObject({ sha256: "11" });
});

test("what is locked by platform is that platform's", () => {
  expect(isLockedFor(BY_PLATFORM, "windows/amd64")).toBe(true);
  expect(contentFor(BY_PLATFORM, "windows/amd64")).toEqual({ ref: "v1.2.0", sha256: "33" });
});

test("a platform that is not locked gets the tag of those that are, and no digest", () => {
  expect(isLockedFor(BY_PLATFORM, "darwin/arm64")).toBe(false);
  expect(contentFor(BY_PLATFORM, "darwin/arm64")).toEqual({ ref: "v1.2.0" });
  expect(contentFor({ ...ENTRY, platforms: { "plan9/386": { sha256: "44" } } }, "darwin/arm64")).toEqual({});
});

test("only an origin with a platform differs by it", () => {
  const origin: Origin = { kind: "bundle", path: "/b.tar", sha256: "55" };
  expect(differsByPlatform(origin)).toBe(false);
  expect(differsByPlatform({ ...origin, platform: "linux/amd64" })).toBe(true);
});

test.each([
  [["linux/amd64", "windows/amd64"], undefined],
  [["linux/amd64", "darwin/arm64"], "the lock file p.lock has nothing for darwin/arm64 of: greet"],
])("a lock is required for %j", (platforms, expected) => {
  const lock = new Map([["greet", BY_PLATFORM]]);
  expect(messageOf(() => requireLock("p.lock", { entries: [ENTRY], lock, kindOf: () => "github" }, platforms))).toBe(
    expected,
  );
});

test.each([
  ["folder", {}, true],
  ["git", { ref: "v1", sha256: "11" }, false],
  ["git", { commit: "22" }, true],
  ["github", { ref: "v1" }, false],
  ["github", { ref: "v1", sha256: "11" }, true],
  ["github", { ref: "v1", commit: "22" }, true],
  ["http", { commit: "22" }, false],
  ["http", { sha256: "11" }, true],
  ["archive", {}, false],
] as const)("a source of kind %s is pinned by %j: %j", (kind, locked, expected) => {
  expect(pins(kind, locked)).toBe(expected);
  const lock = new Map([["greet", { ...ENTRY, ...locked }]]);
  expect(messageOf(() => requireLock("p.lock", { entries: [ENTRY], lock, kindOf: () => kind }, ["linux/amd64"]))).toBe(
    expected ? undefined : "the lock file p.lock has no commit or SHA-256 that says what to install of: greet",
  );
});

function messageOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === "lock-mismatch") return error.message;
    throw error;
  }
}
