import { expect, test } from "bun:test";
import { createHost } from "../../../src/host/bun/host.ts";
import { lockUrl } from "../../../src/manage/set/lock-url.ts";

test.each([
  ["./a.tgz", { url: "./a.tgz" }],
  ["https://Host:443", { url: "https://Host:443" }],
  ["git@host:o/r", { url: "git@host:o/r" }],
  ["ssh://git:s3cret@host/r", { url: "ssh://git@host/r" }],
  ["git+https://host/r", { url: "git+https://host/r" }],
  ["git+https://me:s3cret@host/r", { url: "git+https://host/r" }],
  ["git+https://host/r?token=s3cret", { url: "git+https://host/r?…", queryMark: "531aa7c3" }],
  ["https://me:s3cret@host/a.tgz?token=s3cret", { url: "https://host/a.tgz?…", queryMark: "531aa7c3" }],
])("a lock file has no secret of %s", (source, expected) => {
  expect(lockUrl(createHost(), source)).toEqual(expected);
});
