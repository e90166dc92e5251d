import { describe, expect, test } from "bun:test";
import { isAbsolute } from "node:path";
import { SUBJECTS } from "./subjects.ts";

const HOME = process.platform === "win32" ? "USERPROFILE" : "HOME";

describe.each(Object.entries(SUBJECTS))("Environment of %s", (_name, create) => {
  test("returns a variable's value, and nothing for one that is not set", () => {
    using subject = create();
    const { environment } = subject.host;
    expect(environment.get(HOME)).toBe(environment.home);
    expect(environment.get("LUFF_TEST_NEVER_SET")).toBeUndefined();
  });

  test.each(["toString", "__proto__", "constructor", "hasOwnProperty"])("knows no variable %s", (name) => {
    using subject = create();
    expect(subject.host.environment.get(name)).toBeUndefined();
  });

  test("distinguishes case on POSIX and not on Windows", () => {
    using subject = create();
    const { host } = subject;
    const found = host.environment.get(HOME.toLowerCase());
    expect(found).toBe(host.os === "windows" ? host.environment.home : undefined);
  });

  test("returns all variables as a copy", () => {
    using subject = create();
    const { environment } = subject.host;
    const all = environment.all();
    expect(all[HOME]).toBe(environment.home);
    all[HOME] = "changed";
    all["LUFF_TEST_NEVER_SET"] = "1";
    expect(environment.get(HOME)).toBe(environment.home);
    expect(environment.all()).not.toHaveProperty("LUFF_TEST_NEVER_SET");
  });

  test.each(["workingDirectory", "executable", "temporaryDirectory"] as const)("returns an absolute %s", (name) => {
    using subject = create();
    expect(isAbsolute(subject.host.environment[name])).toBe(true);
  });
});
