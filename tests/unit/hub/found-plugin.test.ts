import { expect, test } from "bun:test";
import { installCommand } from "../../../src/hub/found-plugin.ts";

test.each([
  "https://github.com/o/r",
  "https://h:8443/a/b-1.0.0.tgz",
  "/srv/a.tgz",
  "C:\\plugins\\a.tgz",
  "github:o/r@v1",
])("installCommand installs %s", (source) => {
  expect(installCommand(source)).toBe(`luff plugin install ${source}`);
});

test.each([
  "",
  "https://h/a;rm -rf /",
  "https://h/$(id)",
  "https://h/`id`",
  "https://h/a b",
  "https://h/a?b&c",
  "https://h/a\nb",
  "https://h/'",
  'https://h/"',
  "--force",
  "~/a",
  "a\\b",
  "https://h/\u{1b}[31m",
])("installCommand gives nothing for %j", (source) => {
  expect(installCommand(source)).toBe("");
});
