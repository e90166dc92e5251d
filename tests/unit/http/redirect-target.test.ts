import { expect, test } from "bun:test";
import { parseAddress, renderAddress, type Address } from "../../../src/http/address.ts";
import { redirectTarget } from "../../../src/http/redirect-target.ts";

const addressOf = (text: string): Address => parseAddress(text) as Address;
const targetOf = (from: string, location: string | undefined, status = 302, before = 0): string | undefined => {
  const target = redirectTarget({ from: addressOf(from), status, location, before });
  return typeof target === "object" ? renderAddress(target) : target;
};

test.each([301, 302, 303, 307, 308])("redirectTarget follows the status %d", (status) => {
  expect(targetOf("http://a/b/c", "d", status)).toBe("http://a/b/d");
  expect(targetOf("http://a/b", "https://c/d", status)).toBe("https://c/d");
});

test("redirectTarget leaves other responses as they are", () => {
  expect(targetOf("http://a/", "b", 200)).toBeUndefined();
  expect(targetOf("http://a/", "b", 304)).toBeUndefined();
  expect(targetOf("http://a/", undefined)).toBeUndefined();
});

test("redirectTarget says where it does not go", () => {
  expect(targetOf("https://a/", "http://b/?key=s3cret")).toBe("it redirects from https to http, to http://b/?…");
  expect(targetOf("http://a/", "ftp://b/")).toBe("it redirects to what is not an address of http or https");
  expect(targetOf("http://a/", "b", 302, 9)).toBe("http://a/b");
  expect(targetOf("http://a/", "b", 302, 10)).toBe("it redirects more than 10 times");
});
