import { describe, expect, test } from "bun:test";
import type { ExtismCall } from "../../../src/extism/extism-call.ts";
import { HttpClient } from "../../../src/extism/http-client.ts";
import { ModuleFault } from "../../../src/extism/module-fault.ts";
import { HttpFault } from "../../../src/host/http-fault.ts";
import type { Exchange, ExchangeRequest } from "../../../src/host/http.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly answer?: Partial<Exchange> | Error;
  readonly responseBytes?: number;
}

/** A client, and the requests that reached the host. */
function client({ env = {}, answer = {}, responseBytes = 10 }: Given = {}) {
  const seen: ExchangeRequest[] = [];
  const host = createMemoryHost({
    env: { HOME: "/home/user", ...env },
    files: { "/home/user/.netrc": "default login a password b\n" },
  });
  const exchange = (request: ExchangeRequest): Exchange => {
    seen.push(request);
    if (answer instanceof Error) throw answer;
    return { status: 200, headers: [], read: () => undefined, close: () => {}, ...answer };
  };
  const call = {
    allowedHosts: ["a.org"],
    limits: { pages: 1, responseBytes, variableBytes: 1 },
    userAgent: "luff/1",
  } as unknown as ExtismCall;
  const http = { ...host, http: { ...host, exchange, get: () => Promise.reject(new Error("unused")) } };
  return { client: new HttpClient(http, call), seen };
}

const headersOf = ({ headers }: ExchangeRequest): Record<string, string> => Object.fromEntries(headers);

describe("a module's request", () => {
  test("has the module's method, headers and body, whatever the case of the keys", () => {
    const { client: http, seen } = client();
    const text = JSON.stringify({ URL: "https://a.org/x", Method: "put", headers: { "X-A": "ü", n: 1 } });
    http.request(text, Uint8Array.of(1, 2));
    const [request] = seen;
    expect(request).toMatchObject({ url: "https://a.org/x", method: "PUT", body: Uint8Array.of(1, 2) });
    expect(headersOf(request!)).toMatchObject({ "X-A": "Ã¼", n: "1", "User-Agent": "luff/1" });
  });

  test("has no secret of the user's, but goes through the proxy", () => {
    const env = {
      HTTPS_PROXY: "http://proxy:1",
      GITHUB_TOKEN: "secret",
      GH_TOKEN: "secret",
      NETRC: "/home/user/.netrc",
    };
    const { client: http, seen } = client({ env });
    http.request('{"url":"https://a.org/"}', undefined);
    expect(seen[0]?.proxy).toBe("http://proxy:1");
    expect(headersOf(seen[0]!)["Authorization"]).toBeUndefined();
  });

  test("keeps status and headers until the next one", () => {
    const answer = {
      status: 404,
      headers: [
        ["a", "1"],
        ["b", "2"],
        ["a", "3"],
      ] as const,
    };
    const { client: http } = client({ answer });
    http.request('{"url":"http://a.org/"}', undefined);
    expect([http.status, http.headers]).toEqual([404, { a: "1,3", b: "2" }]);
    expect(() => http.request('{"url":"http://b.org/"}', undefined)).toThrow();
    expect([http.status, http.headers]).toEqual([0, {}]);
  });

  test("keeps headers with the names of properties that every object has", () => {
    const headers = ["__proto__", "constructor", "__proto__"].map((name) => [name, "1"] as const);
    const { client: http } = client({ answer: { headers } });
    http.request('{"url":"http://a.org/"}', undefined);
    expect(JSON.stringify(http.headers)).toBe('{"__proto__":"1,1","constructor":"1"}');
  });

  test.each([
    ["not JSON", "x", 'it makes a request that is not JSON with a text "url"'],
    ["without an address", "{}", 'it makes a request that is not JSON with a text "url"'],
    [
      "of another scheme",
      '{"url":"file:///etc/passwd"}',
      "it makes a request to what is not an address of http or https",
    ],
    [
      "to a host that the engine reads as another",
      String.raw`{"url":"http://127.0.0.77\\.a.org/"}`,
      "it makes a request to what is not an address of http or https",
    ],
    [
      "to another host",
      '{"url":"http://u:p@b.org/?secret"}',
      "it may not make a request to http://b.org/?…: runtimeConfig.allowedHosts does not have this host",
    ],
  ])("is refused if it is %s", (_what, text, message) => {
    const { client: http, seen } = client();
    expect(() => http.request(text, undefined)).toThrow(message);
    expect(seen).toEqual([]);
  });

  test("has no headers of the connection, which is luff's", () => {
    const { client: http, seen } = client();
    const names = [
      "Host",
      "CONNECTION",
      "keep-alive",
      "TE",
      "Trailer",
      "Upgrade",
      "Content-Length",
      "Transfer-Encoding",
    ];
    const headers = Object.fromEntries(
      [...names, "Proxy-Authorization", "proxy-connection", "Hosts"].map((name) => [name, "x"]),
    );
    http.request(JSON.stringify({ url: "http://a.org/", headers }), undefined);
    expect(Object.keys(headersOf(seen[0]!)).toSorted()).toEqual(["Accept", "Accept-Encoding", "Hosts", "User-Agent"]);
  });

  test.each([
    [{ method: "list" }, undefined, 'it makes a request with the method "LIST", expected one of HTTP, such as POST'],
    [
      { method: "CONNECT" },
      undefined,
      'it makes a request with the method "CONNECT", expected one of HTTP, such as POST',
    ],
    [{ method: "a b" }, undefined, 'it makes a request with the method "A B", expected one of HTTP, such as POST'],
    [{}, Uint8Array.of(1), "it makes a request with the method GET and a body: such a request has none"],
    [
      { method: "head" },
      Uint8Array.of(1),
      "it makes a request with the method HEAD and a body: such a request has none",
    ],
    [{ headers: { "a b": "" } }, undefined, 'it makes a request with "a b", which is not the name of a header'],
    [{ headers: { "": "" } }, undefined, 'it makes a request with "", which is not the name of a header'],
    [{ headers: { a: "x\r\ny" } }, undefined, "it makes a request whose header a is not one line without zero bytes"],
    [{ headers: { a: "x\0" } }, undefined, "it makes a request whose header a is not one line without zero bytes"],
  ])("that cannot be sent is refused: %j", (given, body, message) => {
    const { client: http, seen } = client();
    expect(() => http.request(JSON.stringify({ url: "http://a.org/", ...given }), body)).toThrow(
      new ModuleFault(message),
    );
    expect(seen).toEqual([]);
  });

  test("has no body if that is empty", () => {
    const { client: http, seen } = client();
    http.request('{"url":"http://a.org/"}', new Uint8Array(0));
    expect(seen.map(({ method, body }) => [method, body])).toEqual([["GET", undefined]]);
  });

  test("reports a server that cannot be reached", () => {
    const { client: http } = client({ answer: new HttpFault("unreachable", "ECONNREFUSED") });
    expect(() => http.request('{"url":"http://a.org/x?y"}', undefined)).toThrow(
      "its request failed: http://a.org/x?…: no connection could be made (ECONNREFUSED)",
    );
  });

  test("joins a body, up to its limit", () => {
    const parts = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5), undefined];
    const { client: http } = client({ answer: { read: () => parts.shift() } });
    expect(http.request('{"url":"http://a.org/"}', undefined)).toEqual(Uint8Array.of(1, 2, 3, 4, 5));
    let closed = 0;
    const endless = { read: () => new Uint8Array(4), close: () => void closed++ };
    const { client: other } = client({ answer: endless });
    expect(() => other.request('{"url":"http://a.org/"}', undefined)).toThrow(
      "the response of http://a.org/ has more than 10 bytes",
    );
    expect(closed).toBe(1);
  });

  test("names a limit of one byte", () => {
    const { client: http } = client({ answer: { read: () => new Uint8Array(4) }, responseBytes: 1 });
    expect(() => http.request('{"url":"http://a.org/"}', undefined)).toThrow("has more than 1 byte");
    expect(() => http.request('{"url":"http://a.org/"}', undefined)).not.toThrow("1 bytes");
  });

  test("has no more than the pages that are allowed", () => {
    const endless = { read: () => new Uint8Array(1000) };
    const { client: http } = client({ answer: endless, responseBytes: 1e12 });
    expect(() => http.request('{"url":"http://a.org/"}', undefined)).toThrow(
      new ModuleFault("the response of http://a.org/ has more than 65536 bytes"),
    );
  });
});
