import { expect, test } from "bun:test";
import {
  besideAddress,
  lastPart,
  parseAddress,
  renderAddress,
  resolveLocation,
  showAddress,
} from "../../../src/http/address.ts";

const parsed = (text: string) => {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`not an address: ${text}`);
  return address;
};

test.each([
  ["https://Example.com", "https://example.com/", "https://example.com/"],
  ["HTTP://h:80/a/b.tgz", "http://h/a/b.tgz", "http://h/a/b.tgz"],
  ["http://h:8080/a?b=c#d", "http://h:8080/a?b=c", "http://h:8080/a?…"],
  ["https://me:s3cret@h/a", "https://h/a", "https://h/a"],
  ["https://[::1]:8443/a", "https://[::1]:8443/a", "https://[::1]:8443/a"],
  ['http://h/ü b%20c"', "http://h/%C3%BC%20b%20c%22", 'http://h/ü b%20c"'],
  ["http://h:65535/a", "http://h:65535/a", "http://h:65535/a"],
  ["http://h?a/b", "http://h/?a/b", "http://h/?…"],
])("%s is requested as %s and shown as %s", (text, rendered, shown) => {
  expect([renderAddress(parsed(text)), showAddress(parsed(text))]).toEqual([rendered, shown]);
});

test.each([
  "ftp://h/a",
  "http:///a",
  "http://h:port/",
  "http://h:0/",
  "http://h:65536/",
  "http://a b/",
  "http://h/a\r\nX: y",
  "http://[h]/",
  "//h/a",
  "http://a@b@c:d/",
  String.raw`http://127.0.0.77\.example.com/../latest/meta-data`,
  "http://127.0.0.77%2f.example.com/",
  "http://127.0.0.%377/",
  "http://ü.org/",
  "http://\u{ff47}ithub.com/",
  "http://a\u{3002}org/",
  "http://a^b/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f.0.0.1/",
  "http://127.0.0.0x1/",
  "http://127.0.0.01/",
  "http://127.0.0.256/",
  "http://127.0.0.1./",
])("%j is not an address", (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test.each([
  "a_b.org",
  "-a.b-c",
  "a.b.",
  "a.1b",
  "1.2.3.4",
  "0.0.0.0",
  "255.249.199.99",
  "1.2.3.4a",
  "0x7f.org",
  "[::1]",
])("an address has the host %s that the engine finds in it", (host) => {
  expect([
    parsed(`http://me@${host}:81/`).host,
    new URL(renderAddress(parsed(`http://me@${host}:81/`))).hostname,
  ]).toEqual([host, host]);
});

test("a location with another host for the engine leads nowhere", () => {
  expect(resolveLocation(parsed("http://h/"), String.raw`//127.0.0.1\.h/a`)).toBeUndefined();
});

test.each([
  ["https://me@h/", { user: "me", password: "" }],
  ["https://m%40e:p%3Aa:b@h/", { user: "m@e", password: "p:a:b" }],
  ["https://me:100%@h/", { user: "me", password: "100%" }],
  ["https://h/", undefined],
])("%s has its user and password", (text, credentials) => {
  expect(parsed(text).credentials).toEqual(credentials);
});

test.each([
  ["http://h/a/b?c", "d", "http://h/a/d"],
  ["http://h/a/b?c", "/d", "http://h/d"],
  ["http://h/a/b?c", "?d", "http://h/a/b?d"],
  ["https://h:444/a", "//i/d", "https://i/d"],
  ["https://h/a", "http://i:1/d", "http://i:1/d"],
])("from %s, %s leads to %s", (base, location, target) => {
  const found = resolveLocation(parsed(base), location);
  expect(found && renderAddress(found)).toBe(target);
});

test("a location of another scheme leads nowhere", () => {
  expect(resolveLocation(parsed("http://h/"), "file:///etc/passwd")).toBeUndefined();
});

test("a file beside an address has the same query", () => {
  const beside = besideAddress(parsed("https://h/a/b.tgz?t=1"), "SHA256SUMS");
  expect([renderAddress(beside), lastPart(beside)]).toEqual(["https://h/a/SHA256SUMS?t=1", "SHA256SUMS"]);
});
