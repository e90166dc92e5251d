import { beforeEach, describe, expect, test } from "bun:test";
import { copyTree } from "../../../src/archive/copy-tree.ts";
import { UnpackCounter } from "../../../src/archive/unpack-limits.ts";
import { AppError } from "../../../src/errors/app-error.ts";
import type { Host } from "../../../src/host/host.ts";
import { withMemoryDisk } from "../../helpers/memory-disk.ts";
import { createMemoryHost, type MemoryHost } from "../../helpers/memory-host.ts";

let memory: MemoryHost;
let host: Host;
beforeEach(() => {
  memory = createMemoryHost({ os: "windows" });
  host = withMemoryDisk(memory);
});

const put = (path: string, content = "x"): void => memory.files.put(`C:\\${path}`, content);
const link = (path: string, target: string): void =>
  memory.files.put(`C:\\${path}`, { kind: "link", target: `C:\\${target}` });
const copied = (): string[] => memory.files.paths().filter((path) => path.startsWith("C:\\to\\"));

/** The code of the error of a copy, or "copied". */
function copy(limits = { bytes: 1000, entries: 100, ratio: 1 }): string {
  const counter = new UnpackCounter(limits, () => Number.POSITIVE_INFINITY, "the folder is not copied");
  try {
    copyTree(host, "C:\\from", "C:\\to", counter);
    return "copied";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.message).toStartWith(
      error.code === "archive-too-large" ? "the folder is not copied: " : "the link C:\\",
    );
    return error.code;
  }
}

describe("a copy of a folder on Windows", () => {
  test("has what its links lead to, inside and outside of the folder", () => {
    put("from\\a\\f");
    put("elsewhere\\g");
    link("from\\inside", "from\\a");
    link("from\\outside", "elsewhere");
    link("from\\file", "from\\a\\f");
    link("from\\dangling", "nowhere");
    expect(copy()).toBe("copied");
    expect(copied().toSorted()).toEqual(["C:\\to\\a\\f", "C:\\to\\file", "C:\\to\\inside\\f", "C:\\to\\outside\\g"]);
  });

  test.each([
    ["the folder itself", () => link("from\\loop", "from")],
    ["a folder above it", () => link("from\\a\\up", "")],
    ["the folder of the link", () => link("from\\a\\here", "from\\a")],
    [
      "a folder with a link back",
      () => {
        link("from\\a\\there", "from\\b");
        link("from\\b\\back", "from\\a");
      },
    ],
    [
      "a folder outside with a link back",
      () => {
        link("from\\a\\there", "elsewhere");
        link("elsewhere\\back", "from");
      },
    ],
  ])("ends with an error for a link to %s", (_what, make) => {
    put("from\\a\\f");
    put("from\\b\\f");
    put("elsewhere\\f");
    make();
    expect(copy()).toBe("source-unsupported");
  });

  test("follows two links to one folder beside each other", () => {
    put("elsewhere\\f");
    link("from\\one", "elsewhere");
    link("from\\two", "elsewhere");
    expect(copy()).toBe("copied");
    expect(copied().toSorted()).toEqual(["C:\\to\\one\\f", "C:\\to\\two\\f"]);
  });

  test("ends when what its links lead to has too many bytes or entries", () => {
    put("elsewhere\\f", "x".repeat(600));
    link("from\\one", "elsewhere");
    expect(copy()).toBe("copied");
    link("from\\two", "elsewhere");
    expect(copy()).toBe("archive-too-large");
    expect(copy({ bytes: 10_000, entries: 3, ratio: 1 })).toBe("archive-too-large");
    expect(copy({ bytes: 10_000, entries: 4, ratio: 1 })).toBe("copied");
  });
});
