import { expect, test } from "bun:test";
import { constants } from "node:os";
import { requireHeldByAnother } from "../../../../src/host/bun/lock-refusal.ts";

test.each(["ENOLCK", "EINVAL"] as const)("a lock that a file system refuses with %s is an error", (name) => {
  expect(() => requireHeldByAnother(constants.errno[name])).toThrow(expect.objectContaining({ code: name }));
});

test("a lock that another process holds is none", () => {
  expect(() => requireHeldByAnother(constants.errno.EAGAIN)).not.toThrow();
});
