import { describe, expect, test } from "bun:test";
import { decodeBase64, isBase64 } from "../../../src/helm/base64.ts";

// What Helm 3.18.0 and Helm 4.1.4 did with each of them as certificate-authority-data.
describe("isBase64", () => {
  test.each(["", "cGVt", "YQ==", "YWI=", "YR==", "cG\r\nVt\n", "YQ=\n="])("accepts %j", (text) => {
    expect(isBase64(text)).toBe(true);
  });

  test.each(["YQ", "YQ=", "YWI", "a", "YQ==YQ==", "=", "cG Vt", "-_-_", "not base64", "cGVt\0"])(
    "refuses %j",
    (text) => {
      expect(isBase64(text)).toBe(false);
    },
  );
});

describe("decodeBase64", () => {
  test.each([
    ["", []],
    ["YQ==", [97]],
    ["YR==", [97]],
    ["YWI=", [97, 98]],
    ["YW\r\nJj\n", [97, 98, 99]],
    ["/+8A", [255, 239, 0]],
    ["AAECAwQ=", [0, 1, 2, 3, 4]],
  ])("decodes %j", (text, bytes) => {
    expect([...(decodeBase64(text) ?? [])]).toEqual(bytes);
  });

  test("returns undefined for what is not base64", () => {
    expect(decodeBase64("YQ")).toBeUndefined();
  });
});
