import { describe, expect, test } from "bun:test";
import { isProxyUrl } from "../../../src/helm/proxy-url.ts";

// What Helm 3.18.0 and Helm 4.1.4 did with each of them as a cluster's proxy-url.
describe("isProxyUrl", () => {
  test.each([
    "http://proxy.example:3128",
    "HTTPS://proxy.example",
    "socks5://127.0.0.1:1080",
    "http:",
    "http:proxy",
    "http://",
    "http://proxy.example:",
    "http://[::1]:80",
    "http://[fe80::1%25eth0]",
    "http://user:p%40ss@proxy.example",
    "http://user@example.com:p@proxy.example:80",
    "http://a%c3%a9",
    "http://proxy.example/?%zz",
    "http://proxy.example/a b",
    "http://pröxy.example",
  ])("accepts %j", (url) => {
    expect(isProxyUrl(url)).toBe(true);
  });

  test.each([
    "socks5h://127.0.0.1:1080",
    "ftp://proxy.example",
    "proxy.example:3128",
    "//proxy.example",
    "proxy",
    ":",
    "http://a b",
    "http://proxy.example:x",
    "http://[::1",
    "http://[::1]x",
    "http://[fe80::1%eth0]",
    "http://user:p%zz@proxy.example",
    "http://us er@proxy.example",
    "http://a%41",
    "http://%",
    "http://proxy.example/%zz",
    "http:/%zz",
    "http://proxy.example/#%zz",
    "http://proxy.example\n",
    "http://proxy{example}",
    " http://proxy.example",
  ])("refuses %j", (url) => {
    expect(isProxyUrl(url)).toBe(false);
  });
});
