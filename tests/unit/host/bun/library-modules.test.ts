import { expect, test } from "bun:test";
import { libraryModule, prepareLibraries } from "../../../../src/host/bun/library-modules.ts";

test("compiles a part of the C libraries once, whoever asks for it", async () => {
  await prepareLibraries(["json"]);
  const [shared, json] = [libraryModule("shared"), libraryModule("json")];
  await prepareLibraries(["json"]);
  expect(libraryModule("shared")).toBe(shared);
  expect(libraryModule("json")).toBe(json);
  const regex = libraryModule("regex");
  expect(libraryModule("regex")).toBe(regex);
  await prepareLibraries(["regex"]);
  expect(libraryModule("regex")).toBe(regex);
});
