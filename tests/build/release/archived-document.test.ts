import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ARCHIVED_DOCUMENTS, withArchiveLinks } from "../../../build/release/archived-document.ts";

const [README, MANUAL] = [ARCHIVED_DOCUMENTS[0]!, ARCHIVED_DOCUMENTS[1]!];
const PAGES = "https://github.com/luff-run/luff/blob/v1.2.3";

describe("withArchiveLinks", () => {
  test.each([
    [README, "[m](.github/MANUAL.md), [l](LICENSE)", "[m](MANUAL.md), [l](LICENSE)"],
    [README, "[m](.github/MANUAL.md#lua-plugins)", "[m](MANUAL.md#lua-plugins)"],
    [README, "[c](.github/CONTRIBUTING.md)", `[c](${PAGES}/.github/CONTRIBUTING.md)`],
    [README, "![p](.github/session.svg)", "![p](session.svg)"],
    [README, "[d](.github/decisions)", `[d](${PAGES}/.github/decisions)`],
    [README, "[h](#platforms) [a](https://x.example/y)", "[h](#platforms) [a](https://x.example/y)"],
    [MANUAL, "[r](../README.md#install)", "[r](README.md#install)"],
    [MANUAL, "[a](ARCHITECTURE.md)", `[a](${PAGES}/.github/ARCHITECTURE.md)`],
  ])("of %j makes links in %s that work there", (document, before, after) => {
    expect(withArchiveLinks(before, document, "1.2.3")).toBe(after);
  });
});

describe("ARCHIVED_DOCUMENTS", () => {
  test("exist", () => {
    const root = resolve(import.meta.dir, "../../..");
    expect(ARCHIVED_DOCUMENTS.filter(({ path }) => !existsSync(resolve(root, path)))).toEqual([]);
  });
});
