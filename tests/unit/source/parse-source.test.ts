import { describe, expect, test } from "bun:test";
import { HostError } from "../../../src/host/host-error.ts";
import { parseSource } from "../../../src/source/parse-source.ts";

/** A Windows that refuses to look for a name that it cannot have, as the compact executable's does. */
const WINDOWS = {
  os: "windows",
  environment: { workingDirectory: "C:\\work" },
  files: {
    stat(path: string) {
      if (path.includes("?")) throw new HostError("other", path, "invalid argument");
      return undefined;
    },
  },
} as unknown as Parameters<typeof parseSource>[0];

describe("parseSource on Windows", () => {
  test.each(["https://host/a.tgz?token=x", "HTTP://host/b.tar.gz?x"])("looks for no file named %s", (url) => {
    expect(parseSource(WINDOWS, url)).toEqual({ kind: "http", url });
  });

  test("looks for a path on a drive", () => {
    expect(() => parseSource(WINDOWS, "C:\\what?")).toThrow("invalid argument");
  });
});
