import { expect, test } from "bun:test";
import { firstOrigin, packedOrigin } from "../../../src/manage/receipt/packed-origin.ts";
import type { Origin } from "../../../src/manage/receipt/receipt.ts";
import { readPackedOrigins } from "../../../src/manage/stage/read-packed-origin.ts";

const COMMIT = "a".repeat(40);
const SHA256 = "b".repeat(64);
const HTTP = { kind: "http", url: "https://example.com/x.tgz?…", queryMark: "0123abcd", sha256: SHA256 } as const;
const GIT = {
  kind: "git",
  url: "ssh://git@example.com/x",
  subfolder: "a/b",
  constraint: "",
  ref: "main",
  commit: COMMIT,
} as const;
const GITHUB = {
  kind: "github",
  url: "github:o/r",
  constraint: "^1",
  tag: "v1.0.0",
  asset: null,
  sha256: SHA256,
  commit: COMMIT,
} as const;
const FOLDER = { kind: "folder", path: "my plugin" } as const;
const ARCHIVE = { kind: "archive", path: "x.tgz", sha256: SHA256 } as const;
const PLATFORMS = [
  { ...GITHUB, asset: "x-linux.tgz", pattern: "x-*", platform: "linux/amd64" },
  { ...GITHUB, asset: "x-windows.tgz", pattern: "x-*", platform: "windows/amd64" },
] as const;

test.each([[[]], [[HTTP]], [[GIT]], [[GITHUB]], [[ARCHIVE]], [[FOLDER]], [PLATFORMS]])(
  "%j is read as it was written",
  (origins) => {
    expect(readPackedOrigins(JSON.stringify(origins))).toEqual({ origins });
  },
);

test("a bundle without origins has none, and kinds and fields of a later luff are left out", () => {
  expect(readPackedOrigins(undefined)).toEqual({ origins: [] });
  expect(
    readPackedOrigins(
      JSON.stringify([
        { kind: "oci", url: 1 },
        { ...ARCHIVE, signer: "x" },
      ]),
    ),
  ).toEqual({
    origins: [ARCHIVE],
  });
});

const only = (origin: object): string => JSON.stringify([origin]);

test.each([
  [1, "it is not a text"],
  [null, "it is not a text"],
  [`[${" ".repeat(70_000)}]`, "it is longer than 65536 characters"],
  ["{", "it is not a list in JSON"],
  ["{}", "it is not a list in JSON"],
  ["[null]", "a part of it has no kind"],
  ['["git"]', "a part of it has no kind"],
  [only({ kind: 1 }), "a part of it has no kind"],
  [only({ ...GIT, commit: "main" }), 'the field "commit" has a value that luff does not write'],
  [only({ ...GIT, commit: 1 }), 'the field "commit" has a value that luff does not write'],
  [only({ ...GIT, ref: "a\u001B[2Jb" }), 'the field "ref" has a value that luff does not write'],
  [only({ ...GIT, ref: "a\u202Eb" }), 'the field "ref" has a value that luff does not write'],
  [only({ ...GIT, url: "https://me:secret@example.com/x" }), 'the field "url" has a value that luff does not write'],
  [only({ ...GIT, url: "x".repeat(5000) }), 'the field "url" has a value that luff does not write'],
  [only({ ...GIT, subfolder: "../x" }), 'the field "subfolder" has a value that luff does not write'],
  [only({ ...HTTP, url: "https://example.com/?token=x" }), 'the field "url" has a value that luff does not write'],
  [only({ ...HTTP, queryMark: "secret" }), 'the field "queryMark" has a value that luff does not write'],
  [only({ ...GITHUB, asset: undefined }), 'the field "asset" has a value that luff does not write'],
  [only({ ...FOLDER, path: "a\u001B[2Jb" }), 'the field "path" has a value that luff does not write'],
  [only({ ...ARCHIVE, sha256: SHA256.toUpperCase() }), 'the field "sha256" has a value that luff does not write'],
])("a hostile annotation (%#) cannot be used, and why is said", (annotation, fault) => {
  expect(readPackedOrigins(annotation)).toEqual({ fault });
});

const host = { os: "linux" } as const;
const BUNDLE: Origin = { kind: "bundle", path: "/b.tar", sha256: SHA256 };

test("a bundle keeps the name of an archive or a folder, and nothing of an address whose query may be secret", () => {
  expect(packedOrigin(host, { ...ARCHIVE, path: "/home/me/x.tgz" })).toEqual(ARCHIVE);
  expect(packedOrigin(host, GIT)).toEqual(GIT);
  expect(packedOrigin(host, { ...GIT, url: "https://example.com/x.git?token=y" })).toBeUndefined();
  expect(packedOrigin(host, { kind: "link", path: "/home/me/my plugin" })).toEqual(FOLDER);
  expect(packedOrigin(host, { ...BUNDLE, packed: FOLDER })).toEqual(FOLDER);
  expect(packedOrigin(host, BUNDLE)).toBeUndefined();
  expect(packedOrigin(host, { ...BUNDLE, packed: HTTP })).toEqual(HTTP);
});

test("the first origin of a plugin from a bundle is what the bundle says, and otherwise the bundle", () => {
  expect(firstOrigin(BUNDLE)).toEqual(BUNDLE);
  expect(firstOrigin({ ...BUNDLE, packed: GIT })).toEqual(GIT);
  expect(firstOrigin(GIT)).toEqual(GIT);
});
