import { expect, test } from "bun:test";
import { partlyChanged } from "../../../src/host/partly-changed.ts";

test("has the changes, and the other members as they are", () => {
  const given = { os: "linux", get: (name: string) => `given ${name}`, files: {} };
  const changed = partlyChanged(given, { get: (name) => `changed ${name}` });
  expect(changed.get("PATH")).toBe("changed PATH");
  expect(changed.os).toBe("linux");
  expect(changed.files).toBe(given.files);
  expect(given.get("PATH")).toBe("given PATH");
});

test("asks for a member only when it is used", () => {
  let asked = 0;
  const given = {
    os: "linux",
    get http() {
      return ++asked;
    },
  };
  const changed = partlyChanged(given, { os: "windows" });
  expect(asked).toBe(0);
  expect(changed.http).toBe(1);
});

test("takes the place of a member that is made when it is used", () => {
  const given = {
    get home(): string {
      throw new Error("not to be asked");
    },
  };
  expect(partlyChanged(given, { home: "" }).home).toBe("");
});
