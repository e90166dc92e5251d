import { expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { changedError } from "../../../src/errors/changed-error.ts";

const GIVEN = { hint: "Do it.", advice: "unpin", details: ["more"], warnings: ["odd"], exitCode: 7 } as const;
const error = new AppError("git-failed", "no", GIVEN);

test("keeps all of an error but its message", () => {
  const changed = changedError(error, "why: no");
  expect(changed).toMatchObject({ code: "git-failed", ...GIVEN });
  expect([changed.message, changed.cause]).toEqual(["why: no", error]);
});

test("changes what is given", () => {
  const changed = changedError(error, "no", { hint: "Do that.", advice: undefined });
  expect(changed).toMatchObject({ ...GIVEN, hint: "Do that.", advice: undefined });
});
