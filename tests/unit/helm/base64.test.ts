import { describe, expect, test } from "bun:test";
import { isBase64 } from "../../../src/helm/base64.ts";

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
