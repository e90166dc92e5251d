import { describe, expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
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

describe("parseSource on a system that refuses long names", () => {
  const linux = {
    os: "linux",
    environment: { workingDirectory: "/work", get: () => undefined },
    files: {
      stat(path: string) {
        if (path.length > 255) throw new HostError("other", path, "name too long");
        return undefined;
      },
    },
  } as unknown as Parameters<typeof parseSource>[0];
  const long = "x".repeat(300);

  test("takes a long URL for a URL", () => {
    const url = `https://host/a.tgz?signature=${long}`;
    expect(parseSource(linux, url)).toEqual({ kind: "http", url });
  });

  test.each([long, `./${long}.tgz`])("says why it cannot look at another long text", (text) => {
    expect(() => parseSource(linux, text)).toThrow(`luff cannot look at "${text}": name too long`);
    expect(hintOf(() => parseSource(linux, text))).toContain("the path of a folder or an archive");
  });

  test("does not hide a fault of luff's", () => {
    const broken = {
      ...linux,
      files: {
        stat: () => {
          throw new TypeError("fault");
        },
      },
    } as unknown as typeof linux;
    expect(() => parseSource(broken, "x")).toThrow(TypeError);
  });
});

describe("parseSource refuses what is nowhere", () => {
  test.each([
    [String.raw`.\none`, String.raw`there is nothing at the path ".\\none"`],
    ["none", '"none" is neither a path nor a URL'],
    ["", '"" is neither a path nor a URL'],
  ])("%j", (text, message) => {
    expect(() => parseSource(WINDOWS, text)).toThrow(message);
  });

  test.each([
    ["none", "github:OWNER/REPO. Find a plugin by its name: luff plugin search none"],
    ["no ne", "github:OWNER/REPO."],
  ])("with a hint for %j", (text, end) => {
    const hint = hintOf(() => parseSource(WINDOWS, text));
    expect(hint).toEndWith(end);
  });
});

function hintOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.hint : undefined;
  }
}
