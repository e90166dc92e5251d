import { expect, test } from "bun:test";
import { HttpFault } from "../../../src/host/http-fault.ts";
import { parseAddress } from "../../../src/http/address.ts";
import { chooseProxy } from "../../../src/http/choose-proxy.ts";

const proxyOf = (url: string, env: Readonly<Record<string, string>>): string | undefined => {
  const address = parseAddress(url);
  if (address === undefined) throw new Error(url);
  return chooseProxy({ get: (name) => env[name] }, address);
};
const BOTH = { HTTP_PROXY: "http://u:p@plain:1", HTTPS_PROXY: "tls:2" };

test.each([
  ["http://h/", BOTH, "http://u:p@plain:1"],
  ["https://h/", BOTH, "http://tls:2"],
  ["http://h/", { http_proxy: "lower:1" }, "http://lower:1"],
  ["http://h/", { HTTP_PROXY: "upper:1", http_proxy: "lower:1" }, "http://upper:1"],
  ["https://h/", { HTTP_PROXY: "plain:1" }, undefined],
  // Without a port it is that of the scheme.
  ["http://h/", { HTTP_PROXY: "plain" }, "http://plain:80"],
  ["http://h/", { HTTP_PROXY: "HTTPS://u:p@s@Tls/" }, "https://u:p@s@tls:443"],
  ["http://h/", { HTTP_PROXY: "[::2]:3128" }, "http://[::2]:3128"],
  ["http://h/", { HTTP_PROXY: "" }, undefined],
  ["http://h/", { ...BOTH, REQUEST_METHOD: "GET" }, undefined],
  ["http://localhost:8080/", BOTH, undefined],
  ["http://127.0.0.2/", BOTH, undefined],
  ["http://[::1]/", BOTH, undefined],
])("the proxy for %s with %j is %s", (url, env, proxy) => {
  expect(proxyOf(url, env)).toBe(proxy);
});

test.each([":::", "socks5://plain:1", "plain:port", "plain:99999", "http://", "a b", "http://u:p#w@plain:1"])(
  "refuses the proxy %s where it would be asked, and names the variable alone",
  (proxy) => {
    for (const name of ["HTTP_PROXY", "http_proxy"]) {
      expect(() => proxyOf("http://h/", { [name]: proxy })).toThrow(new HttpFault("bad-proxy", name));
      expect(proxyOf("http://h/", { [name]: proxy, NO_PROXY: "h" })).toBeUndefined();
      expect(proxyOf("https://h/", { [name]: proxy })).toBeUndefined();
      expect(proxyOf("http://localhost/", { [name]: proxy })).toBeUndefined();
    }
  },
);

/** Cases of Go's golang.org/x/net/http/httpproxy. */
test.each([
  ["*", "https://h/", true],
  ["example.com", "https://example.com/", true],
  ["example.com", "https://www.example.com/", true],
  ["example.com", "https://notexample.com/", false],
  [".example.com", "https://www.example.com/", true],
  [".example.com", "https://example.com/", false],
  ["*.example.com", "https://www.example.com/", true],
  ["x, EXAMPLE.com ,y", "https://example.com/", true],
  ["example.com:8443", "https://example.com:8443/", true],
  ["example.com:8443", "https://example.com/", false],
  ["10.0.0.0/8", "https://10.1.2.3/", true],
  ["10.0.0.0/8", "https://11.1.2.3/", false],
  ["10.0.0.0/8", "https://ten.example/", false],
  ["10.1.2.3", "https://10.1.2.3/", true],
  ["[fe80::1]", "https://[fe80::1]/", true],
  ["fe80::1", "https://[fe80::1]/", true],
  ["", "https://h/", false],
])("NO_PROXY=%s takes %s past the proxy: %p", (exceptions, url, isDirect) => {
  expect(proxyOf(url, { ...BOTH, NO_PROXY: exceptions }) === undefined).toBe(isDirect);
});
