import { expect, test } from "bun:test";
import type { Host } from "../../../src/host/host.ts";
import { requireInnerLinks } from "../../../src/manage/stage/require-inner-links.ts";

/** What the function asks of Windows, which writes the plugins folder in the letters that it was made with. */
const WINDOWS = {
  os: "windows",
  files: { realPath: (path: string) => path.replace("c:\\plugins", "C:\\Plugins") },
} as unknown as Pick<Host, "os" | "files" | "disk">;

const staged = (target: string, name = "link") => ({
  folder: "c:\\plugins\\greet",
  name: "greet",
  origin: { kind: "archive", path: "c:\\greet.tgz", sha256: "" } as const,
  files: Object.fromEntries([[name, { kind: "link", target } as const]]),
});

test.each(["C:\\Plugins\\greet\\x", "c:\\plugins\\GREET\\x"])("On Windows a link to %s is in the plugin", (target) => {
  expect(() => requireInnerLinks(WINDOWS, staged(target))).not.toThrow();
});

test.each(["C:\\Plugins\\greeter\\x", "C:\\Plugins\\greet", "D:\\Plugins\\greet\\x"])(
  "On Windows a link to %s leads out of the plugin",
  (target) => {
    expect(() => requireInnerLinks(WINDOWS, staged(target))).toThrow("outside of it");
  },
);

test("A link may have the name of a property that every object has", () => {
  expect(() => requireInnerLinks(WINDOWS, staged("C:\\x", "__proto__"))).toThrow("outside of it");
});
