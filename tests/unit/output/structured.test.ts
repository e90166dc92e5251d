import { describe, expect, test } from "bun:test";
import { parse } from "yaml";
import { renderStructured } from "../../../src/output/structured.ts";

const VALUE = {
  name: "n",
  version: "1.0",
  yes: "yes",
  text: "a\nb\u001B[31m",
  list: [1, true, null, ""],
  long: "word ".repeat(60).trim(),
};

/** There are readers for both versions of YAML; in the older one "n" and "yes" are booleans unless they are quoted. */
describe("renderStructured", () => {
  test("writes JSON that ends with a newline", async () => {
    const text = await renderStructured("json", VALUE);
    expect(JSON.parse(text)).toEqual(VALUE);
    expect(text).toEndWith("}\n");
  });

  test.each(["1.1", "1.2"] as const)(
    "writes YAML that a reader of YAML %s reads as the same value",
    async (version) => {
      const text = await renderStructured("yaml", VALUE);
      expect(parse(text, { version })).toEqual(VALUE);
      expect(text).toEndWith("\n");
    },
  );

  test.each(["json", "yaml"] as const)("escapes control characters in %s, and keeps the value", async (format) => {
    const value = [{ name: "p", description: "a\u009B31m\u202Eb\u2028c\u007F", list: ["é 漢", 1] }];
    const text = await renderStructured(format, value);
    expect(text).not.toMatch(/[\u007F-\u009F\u2028-\u202E]/);
    expect(parse(text)).toEqual(value);
  });

  test.each([
    ["json", '"a\\u200e\\ufeff\\udb40\\udc41"\n'],
    ["yaml", '"a\\u200e\\ufeff\\U000e0041"\n'],
  ] as const)("escapes marks of the direction and what nobody sees in %s", async (format, expected) => {
    const value = "a\u200E\uFEFF\u{E0041}";
    const text = await renderStructured(format, value);
    expect(text).toBe(expected);
    expect(parse(text)).toBe(value);
  });

  test.each(["json", "yaml"] as const)("writes an empty list without escape sequences as %s", async (format) => {
    expect(await renderStructured(format, [])).toBe("[]\n");
    expect(await renderStructured(format, VALUE)).not.toContain("\u001B");
  });
});
