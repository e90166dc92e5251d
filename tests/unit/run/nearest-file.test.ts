import { expect, test } from "bun:test";
import { nearestFileHint } from "../../../src/run/nearest-file.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const host = createMemoryHost({ files: { "/p/Main.lua": "", "/p/lib/other.lua": "" } });

test.each([
  ["/p/main.lua", "the folder has Main.lua: small and large letters differ in names of files"],
  ["/p/mian.lua", "the folder has Main.lua"],
  ["/p/install.lua", undefined],
  ["/q/main.lua", undefined],
])("finds what is near to %s", (path, hint) => {
  expect(nearestFileHint(host, path)).toBe(hint);
});
