import { describe, expect, test } from "bun:test";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import { createMemoryHost, type MemoryHost } from "../../helpers/memory-host.ts";

const TEXT = new TextEncoder().encode("secret: s3cr3t\n");

/** Reads TEXT through the cache of a host; `parsed` counts what was parsed. */
function createReader(host: MemoryHost, build: string | undefined = "1.0-abc", folder = "/cache") {
  const reader = {
    parsed: 0,
    read: (kind = "manifest", text = TEXT) =>
      createParseCache(host, folder, build).get(kind, text, async () => {
        reader.parsed++;
        return { length: text.length, kind };
      }),
  };
  return reader;
}

describe("createParseCache", () => {
  test("parses a text once", async () => {
    const reader = createReader(createMemoryHost());
    const first = await reader.read();
    expect(await reader.read()).toEqual(first);
    expect(reader.parsed).toBe(1);
  });

  test("distinguishes texts, kinds and builds", async () => {
    const host = createMemoryHost();
    const reader = createReader(host);
    await reader.read();
    expect(await reader.read("manifest", new TextEncoder().encode("x"))).toMatchObject({ length: 1 });
    expect(await reader.read("kubeconfig")).toMatchObject({ kind: "kubeconfig" });
    expect(reader.parsed).toBe(3);
    const other = createReader(host, "1.0-def");
    await other.read();
    expect(other.parsed).toBe(1);
  });

  test("stores the result and never the text", async () => {
    const host = createMemoryHost();
    await createReader(host).read();
    const [path = "", ...more] = host.files.paths();
    expect(more).toEqual([]);
    expect(path).toMatch(/^\/cache\/luff\/parsed\/manifest-1\.0-abc-[0-9a-f]{64}\.json$/);
    expect(new TextDecoder().decode(host.files.read(path)).slice(64)).toBe('{"length":15,"kind":"manifest"}');
  });

  test.each(["", "{", '{"length":', "null", '"text"', "5", "\0\0\0", "{}", "[]", '{"length":15}'])(
    "parses and writes again if the entry is damaged to %j",
    async (damaged) => {
      const host = createMemoryHost();
      const reader = createReader(host);
      const value = await reader.read();
      const [path = ""] = host.files.paths();
      host.files.put(path, damaged);
      expect(await reader.read()).toEqual(value);
      expect(await reader.read()).toEqual(value);
      expect(reader.parsed).toBe(2);
    },
  );

  test("parses again if the value changed, or the entry has another name", async () => {
    const host = createMemoryHost();
    const reader = createReader(host);
    await reader.read();
    const [path = ""] = host.files.paths();
    const entry = new TextDecoder().decode(host.files.read(path));
    host.files.put(path, entry.replace("15", "16"));
    expect(await reader.read()).toMatchObject({ length: 15 });
    const other = new TextEncoder().encode("other");
    await reader.read("manifest", other);
    for (const each of host.files.paths()) host.files.put(each, entry);
    expect(await reader.read("manifest", other)).toMatchObject({ length: 5 });
    expect(reader.parsed).toBe(4);
  });

  test.each([
    ["its group", 0o660, 2],
    ["all others", 0o602, 2],
    ["only its owner", 0o644, 1],
  ])("looks at who may write to an entry: %s", async (_title, mode, expected) => {
    const host = createMemoryHost();
    const reader = createReader(host);
    await reader.read();
    const [path = ""] = host.files.paths();
    const content = new TextDecoder().decode(host.files.read(path));
    host.files.put(path, { kind: "barred", permissions: { mode, noexec: false }, content });
    await reader.read();
    expect(reader.parsed).toBe(expected);
  });

  test.each([
    ["keeps", "of the greatest length", 2 ** 20, 1],
    ["does not keep", "one byte too long", 2 ** 20 + 1, 2],
  ] as const)("%s an entry that is %s", async (_verb, _title, length, expected) => {
    const host = createMemoryHost();
    // "ž" has two bytes, so the length is not that of the text.
    const value = { text: `ž${"x".repeat(length - 64 - '{"text":"ž"}'.length - 1)}` };
    let parsed = 0;
    const read = (): Promise<object> =>
      createParseCache(host, "/cache", "1.0").get("manifest", TEXT, () => {
        parsed++;
        return value;
      });
    expect(await read()).toEqual(value);
    expect(await read()).toEqual(value);
    expect(parsed).toBe(expected);
    expect(host.files.paths()).toHaveLength(expected === 1 ? 1 : 0);
  });

  test("parses again if an entry is too long, even if its beginning is valid", async () => {
    const host = createMemoryHost();
    await createReader(host).read();
    const [path = ""] = host.files.paths();
    host.files.put(path, `${new TextDecoder().decode(host.files.read(path))}${" ".repeat(2 ** 21)}`);
    let longestRead = 0;
    const readOwn: MemoryHost["files"]["readOwn"] = (name, limit) => {
      const bytes = host.files.readOwn(name, limit);
      longestRead = Math.max(longestRead, bytes.length);
      return bytes;
    };
    const reader = createReader({ ...host, files: { ...host.files, readOwn } });
    expect(await reader.read()).toEqual({ length: 15, kind: "manifest" });
    expect(longestRead).toBe(2 ** 20 + 1);
  });

  test("parses every time if no file can be written to the folder, or an entry cannot be read", async () => {
    const readOnly = createReader(createMemoryHost({ readOnly: ["/cache"] }));
    await readOnly.read();
    expect(await readOnly.read()).toMatchObject({ length: 15 });
    expect(readOnly.parsed).toBe(2);

    const denied = createReader(createMemoryHost({ files: { "/cache/luff": { kind: "denied" } } }));
    expect(await denied.read()).toMatchObject({ length: 15 });
  });

  test.each([
    ["without a build", undefined, "/cache"],
    ["without a folder", "1.0-abc", ""],
    ["in a relative folder, the result of an unset HOME", "1.0-abc", ".cache/helm"],
  ])("stores nothing %s", async (_title, build, folder) => {
    const host = createMemoryHost();
    await createReader(host, build ?? "", folder).read();
    await createParseCache(host, folder, build).get("manifest", TEXT, () => ({}));
    expect(
      build === undefined ? host.files.paths().filter((path) => path.includes("undefined")) : host.files.paths(),
    ).toEqual([]);
  });

  test("rethrows the parser's error, and stores nothing", async () => {
    const host = createMemoryHost();
    const cache = createParseCache(host, "/cache", "1.0-abc");
    const parse = (): never => {
      throw new Error("bad text");
    };
    expect(cache.get("manifest", TEXT, parse)).rejects.toThrow("bad text");
    expect(host.files.paths()).toEqual([]);
  });

  test("joins the folder's path in the system's own way", async () => {
    const host = createMemoryHost({ os: "windows" });
    await createReader(host, "1.0-abc", "C:\\Temp\\helm").read();
    expect(host.files.paths()[0]).toStartWith("C:\\Temp\\helm\\luff\\parsed\\manifest-");
  });
});
