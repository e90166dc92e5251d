import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { serveEcho } from "../helpers/echo-server.ts";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { madeCertificate } from "../helpers/made-certificate.ts";
import { serveProxy } from "../helpers/proxy-server.ts";
import {
  type Answer,
  atFirst,
  bytes,
  redirect,
  serveRelease,
  slow,
  stalled,
  status,
  truncated,
  withHeaders,
} from "../helpers/release-server.ts";
import { serveRequestLines } from "../helpers/request-line-server.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../helpers/sandbox.ts";
import { serveRaw } from "../helpers/raw-server.ts";
import { serveSilence } from "../helpers/silent-server.ts";

setDefaultTimeout(120_000);

const OPENSSL = findTool("openssl");
/** What is not a text must arrive as it is, too. */
const DATA = Uint8Array.from({ length: 600_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff);
const digestOf = (data: Uint8Array): string => new Bun.CryptoHasher("sha256").update(data).digest("hex");
const FILES = { data: DATA };
/** Prints what a call returns, a value on a line. */
const SHOW = `
local http = require("helm.http")
local url, extra = ...
local function show(...) for i = 1, select("#", ...) do print((select(i, ...))) end end
`;

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const write = (code: string): string => sandbox.write("work/script.lua", `${SHOW}${code}\n`);

/** Runs a script that has `http`, `show`, and these arguments as `url` and `extra`. */
const run = (code: string, args: readonly string[] = [], options?: RunOptions): Promise<RunResult> => {
  write(code);
  return sandbox.run(["./script.lua", ...args], options);
};

/** The lines that a script prints. It must succeed. */
async function linesOf(...call: Parameters<typeof run>): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await run(...call);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.replace(/\r?\n$/, "").split(/\r?\n/);
}

const inWork = (): string[] => readdirSync(sandbox.work).toSorted();
const caOf = (authority: string): string => sandbox.shown(authority.slice(sandbox.root.length + 1));
const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

describe("helm.http over the network", () => {
  test("gets a body, headers and a status, byte for byte", async () => {
    using server = await serveRelease(FILES);
    const code = `local r = assert(http.get(url .. "/data?key=s3cret"))
      show(r.status, #r.body, require("helm.hash").sha256(r.body), r.headers["content-length"], r.url)
      show(http.get(url .. "/absent").status)`;
    expect(await linesOf(code, [server.base])).toEqual([
      "200",
      String(DATA.length),
      digestOf(DATA),
      String(DATA.length),
      `${server.base}/data?…`,
      "404",
    ]);
    expect(server.headers[0]).toMatchObject({ accept: "*/*", "accept-encoding": "identity" });
    expect(server.headers[0]?.["user-agent"]).toStartWith("luff/");
  });

  test("leaves nothing in the user's home folder", async () => {
    using server = await serveRelease(FILES);
    expect(await linesOf("function main() show(http.get(url).status) end", [`${server.base}/releases/data`])).toEqual([
      "200",
    ]);
    expect(existsSync(sandbox.path("home")) ? readdirSync(sandbox.path("home")) : []).toEqual([]);
  });

  test("gets headers that are longer than the memory for an answer", async () => {
    const headers = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`x-${index}`, "\xfc".repeat(4800)]));
    using server = await serveRelease(FILES, { data: withHeaders(headers) });
    const code = `local r = assert(http.get(url .. "/data"))
      show(r.status, #r.body, r.headers["x-29"] == ("\\xfc"):rep(4800))`;
    expect(await linesOf(code, [server.base])).toEqual(["200", String(DATA.length), "true"]);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"])(
    "sends a body with %s byte for byte, and the script's headers",
    async (method) => {
      using server = await serveEcho();
      const code = `local r = assert(http.request{
        url = url .. "/p\\xe4\\xc3\\xa4?a=1", method = extra, body = "a\\0\\xff\\r\\n", headers = { ["X-Mine"] = "\\xfc", Accept = "text/x" },
      })
      show(r.status, r.body == "a\\0\\xff\\r\\n", r.headers["x-odd"] == "\\xfc\\xff", r.headers["x-two"])`;
      expect(await linesOf(code, [server.url, method])).toEqual(["200", "true", "true", "a, b"]);
      const [seen] = server.requests;
      expect(seen).toMatchObject({ method, path: "/p%E4%C3%A4?a=1", body: "a\0\xff\r\n" });
      expect(seen?.headers).toMatchObject({ "x-mine": "\xfc", accept: "text/x", "content-length": "5" });
      expect(seen?.headers).not.toContainKeys(["content-type", "expect"]);
    },
  );

  test("gives headers of any name, and joins those of one name", async () => {
    using server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: () => {
        const headers: [string, string][] = [
          ["constructor", "one"],
          ["toString", "two"],
          ["__proto__", "three"],
          ["X-Two", "a"],
          ["X-Two", "b"],
        ];
        return new Response("", { headers });
      },
    });
    const code = `local h = http.get(url).headers show(h.constructor, h.tostring, h["__proto__"], h["x-two"])`;
    expect(await linesOf(code, [`http://127.0.0.1:${server.port}`])).toEqual(["one", "two", "three", "a, b"]);
  });

  test("asks for the headers alone with HEAD, and sends requests without a body", async () => {
    using server = await serveEcho();
    const methods = ["HEAD", "OPTIONS", "DELETE", "POST"];
    const code = `for method in extra:gmatch("%a+") do
      local r = assert(http.request{url = url, method = method}) show(r.status, #r.body) end`;
    expect(await linesOf(code, [server.url, methods.join()])).toEqual(methods.flatMap(() => ["200", "0"]));
    expect(server.requests.map(({ method, body }) => [method, body])).toEqual(methods.map((method) => [method, ""]));
    expect(server.requests[3]?.headers["content-length"]).toBe("0");
  });

  test.each([
    [301, "POST", "GET", ""],
    [302, "POST", "GET", ""],
    [303, "PUT", "GET", ""],
    [307, "POST", "POST", "text"],
    [308, "PUT", "PUT", "text"],
  ])("follows a redirect with %d of a %s by a %s", async (code, method, then, body) => {
    using server = await serveEcho();
    const script = `local r = assert(http.request{url = url .. "/a?s=${code}&to=/b", method = "${method}", body = "text"})
      show(r.status, r.url, r.body)
      show(http.request{url = url .. "/a?s=${code}&to=/b", method = "${method}", body = "text", follow = false}.status)`;
    expect(await linesOf(script, [server.url])).toEqual(["200", `${server.url}/b`, body, String(code)]);
    expect(server.requests[1]).toMatchObject({ method: then, path: "/b", body });
  });

  test("gives no other server a secret", async () => {
    using other = await serveEcho();
    using server = await serveEcho();
    const code = `local r = assert(http.get(url:gsub("//", "//me:s3cret@") .. "/a?s=302&to=" .. extra .. "/b", {
      headers = { Cookie = "a=b", ["X-Api-Key"] = "k", Accept = "text/x" } }))
      show(r.status)
      show(http.get(url .. "/a?s=302&to=" .. extra .. "/b", { headers = { Authorization = "Bearer t" } }).status)
      show(http.get(url .. "/a?s=302&to=/b", { headers = { Authorization = "Bearer t" } }).status)`;
    expect(await linesOf(code, [server.url, other.url])).toEqual(["200", "200", "200"]);
    const secrets = { authorization: basic("me:s3cret"), cookie: "a=b", "x-api-key": "k", accept: "text/x" };
    expect(server.requests[0]?.headers).toMatchObject(secrets);
    expect(server.requests.slice(1).map(({ headers }) => headers["authorization"])).toEqual(Array(3).fill("Bearer t"));
    expect(other.requests.map(({ headers }) => headers["accept"])).toEqual(["text/x", "*/*"]);
    for (const { headers } of other.requests) {
      expect(headers).not.toContainKeys(["authorization", "cookie", "x-api-key"]);
    }
  });

  test("gives up after ten redirects", async () => {
    using server = await serveEcho();
    expect(await linesOf(`show(http.get(url .. "/a?s=302&to=/a%3Fs=302%26to=/a"))`, [server.url])).not.toContain(
      "ELOOP",
    );
    using circle = await serveRelease(FILES, { data: redirect("data") });
    expect(await linesOf(`show(http.get(url .. "/data"))`, [circle.base])).toEqual([
      "nil",
      `${circle.base}/data: it redirects more than 10 times`,
      "ELOOP",
    ]);
    expect(circle.requests.length).toBe(11);
  });

  test("takes user and password from the netrc file", async () => {
    using server = await serveEcho();
    sandbox.write("home/.netrc", "machine 127.0.0.1 login me password s3cret\n");
    expect(await linesOf(`show(http.get(url).status)`, [server.url])).toEqual(["200"]);
    expect(server.requests[0]?.headers["authorization"]).toBe(basic("me:s3cret"));
  });

  test("goes through the proxy that the script's environment names, with its password", async () => {
    using server = await serveEcho();
    using proxy = await serveProxy("me:s3@cret", server.port);
    const env = { HTTP_PROXY: `http://me:s3%40cret@127.0.0.1:${proxy.port}` };
    const code = `show(http.get("http://plugins.example/x").status, http.get(url).status)`;
    expect(await linesOf(code, [server.url], { env })).toEqual(["200", "200"]);
    const wrong = `require("helm.env").set("HTTP_PROXY", (os.getenv("HTTP_PROXY"):gsub("cret", "krit")))
      show(http.get("http://plugins.example/x").status)`;
    expect(await linesOf(wrong, [], { env })).toEqual(["407"]);
    expect(proxy.requests).toEqual([
      "allowed GET http://plugins.example/x HTTP/1.1",
      "refused GET http://plugins.example/x HTTP/1.1",
    ]);
  });

  test.each(["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])(
    "asks this machine itself, and what NO_PROXY has, without the proxy of %s",
    async (name) => {
      using server = await serveRequestLines();
      using proxy = await serveProxy("me:s3cret", server.port);
      const env = { [name]: `http://me:s3cret@127.0.0.1:${proxy.port}`, NO_PROXY: "x, .invalid" };
      const code = `show(http.get(url).status, http.request{url = url, method = "LIST"}.status)
        show((select(3, http.get("http://plugins.invalid/x", { retries = 0 }))))`;
      expect(await linesOf(code, [server.url], { env })).toEqual(["200", "200", "ENOTFOUND"]);
      expect(proxy.requests).toEqual([]);
    },
  );

  test("names the variable of a proxy that is no address, without the password in it", async () => {
    const env = { HTTP_PROXY: "me:s3#cret@127.0.0.1:1", HTTPS_PROXY: "socks5://me:s3cret@127.0.0.1:1" };
    const code = `for _, scheme in ipairs({ "http", "https" }) do
      for _, method in ipairs({ "GET", "LIST" }) do
        local _, message, code = http.request({ url = scheme .. "://plugins.example/x", method = method })
        show(message, code)
      end
    end`;
    const reason = "a variable has something else than http://HOST:PORT or https://HOST:PORT for a proxy";
    const http = [`http://plugins.example/x: ${reason} (HTTP_PROXY)`, "EPROXY"];
    const https = [`https://plugins.example/x: ${reason} (HTTPS_PROXY)`, "EPROXY"];
    expect(await linesOf(code, [], { env })).toEqual([...http, ...http, ...https, ...https]);
  });

  test("goes through the proxy that a request of socket.http names, for any address", async () => {
    using server = await serveEcho();
    using proxy = await serveProxy("me:s3cret", server.port);
    const code = `local socket_http = require("socket.http")
      show((select(2, socket_http.request({ url = url .. "/a", proxy = extra }))))
      socket_http.PROXY = extra
      show((select(2, socket_http.request("http://plugins.example/b"))))
      for _, fields in ipairs({ { proxy = "plugins.example:1" }, { proxy = 3128 }, { create = function() end } }) do
        fields.url = url
        show((select(2, pcall(socket_http.request, fields))))
      end`;
    const named = `http://me:s3cret@127.0.0.1:${proxy.port}`;
    const wrong =
      "bad argument #1 to 'request' (field 'proxy': an address such as 'http://proxy.example:3128' expected)";
    const create =
      "bad argument #1 to 'request' (field 'create': luff makes the connection itself, and can call no function for it)";
    const env = { HTTP_PROXY: "http://127.0.0.1:1", NO_PROXY: "127.0.0.1,plugins.example" };
    expect(await linesOf(code, [server.url, named], { env })).toEqual(["200", "200", wrong, wrong, create]);
    expect(server.requests.map(({ path }) => path)).toEqual([`${server.url}/a`, "http://plugins.example/b"]);
  });

  test("obeys the NO_PROXY of the script's environment, and by Helm's rules", async () => {
    using server = await serveEcho();
    using proxy = await serveProxy("me:s3cret", server.port);
    const env = { HTTP_PROXY: `http://me:s3cret@127.0.0.1:${proxy.port}`, NO_PROXY: ".plugins.example,b.example" };
    // The server that a name without its dot means is not meant by the name with a dot.
    const code = `show(http.get("http://plugins.example/a").status, (http.get("http://b.example/x", { retries = 0 })))
      require("helm.env").set("NO_PROXY", "")
      show(http.get("http://b.example/b").status)`;
    expect(await linesOf(code, [], { env })).toEqual(["200", "nil", "200"]);
    expect(server.requests.map(({ path }) => path)).toEqual(["http://plugins.example/a", "http://b.example/b"]);
  });

  test("tries again after a failure that may pass, as often as the script wants", async () => {
    using server = await serveRelease(
      { a: DATA, b: DATA, c: DATA, d: DATA },
      {
        a: atFirst(status(503), truncated),
        b: status(503, { "retry-after": "3600" }),
        c: status(500),
        d: truncated,
      },
    );
    const code = `local function length(r) return r.status, #r.body end
      show(length(http.get(url .. "/a")))
      show(http.get(url .. "/b").status)
      show(http.request{url = url .. "/c", method = "POST"}.status)
      show(http.get(url .. "/d", { retries = 1 }))`;
    expect(await linesOf(code, [server.base])).toEqual([
      "200",
      String(DATA.length),
      "503",
      "500",
      "nil",
      expect.stringContaining(`${server.base}/d: the connection ended too early`),
      "ECONNRESET",
    ]);
    expect(server.requests.map((path) => path.at(-1)).join("")).toBe("aaabcdd");
  });

  test("ends when the server is silent for too long", async () => {
    using server = await serveSilence();
    const code = `show(http.get(url, { timeout = 1, retries = 0 }))`;
    expect(await linesOf(code, [server.url])).toEqual([
      "nil",
      expect.stringContaining("the server sent nothing for too long"),
      "ETIMEDOUT",
    ]);
  });

  test("reports what is not HTTP", async () => {
    using server = await serveRelease(FILES, { data: bytes("what is this?\r\n\r\n") });
    const lines = await linesOf(`show(http.get(url .. "/data", { retries = 0 }))`, [server.base]);
    expect([lines[0], lines[2]]).toEqual(["nil", "EPROTO"]);
  });

  test("reports a name that no server has, and no secret of the address", async () => {
    const code = `show(http.get("http://me:s3cret@nowhere.invalid/x?key=s3cret"))`;
    const lines = await linesOf(code);
    expect(lines[1]).toStartWith("http://nowhere.invalid/x?…: the name of the server or of its proxy is unknown (");
    expect([lines[0], lines[2]]).toEqual(["nil", "ENOTFOUND"]);
  });

  test("reports a server that refuses the connection", async () => {
    const lines = await linesOf(`show(http.get("http://127.0.0.1:1/", { retries = 0 }))`);
    expect(lines[1]).toStartWith("http://127.0.0.1:1/: no connection could be made (");
    expect([lines[0], lines[2]]).toEqual(["nil", "ECONNREFUSED"]);
  });

  test("undoes a compression by luff's own zlib, whatever the plugin calls so", async () => {
    using server = await serveRelease(
      { packed: gzipSync(DATA) },
      { packed: withHeaders({ "content-encoding": "gzip" }) },
    );
    sandbox.write("work/zlib.lua", "error('this is another zlib')");
    const lines = await linesOf(`show(require("helm.hash").sha256(http.get(url .. "/packed").body))`, [server.base]);
    expect(lines).toEqual([digestOf(DATA)]);
  });

  test("undoes a compression that it did not ask for, and ends a body that becomes too large", async () => {
    const gzip = { "content-encoding": "gzip" };
    const bomb = gzipSync(new Uint8Array(64 << 20));
    const packed = gzipSync(DATA);
    using server = await serveRelease(
      { good: packed, bomb, half: packed.subarray(0, 1000), bad: DATA, plain: DATA },
      { good: withHeaders(gzip), bomb: withHeaders(gzip), half: withHeaders(gzip), bad: withHeaders(gzip) },
    );
    const code = `show(require("helm.hash").sha256(http.get(url .. "/good").body))
      show(http.get(url .. "/bomb", { max_bytes = 1e6 }))
      show(http.get(url .. "/half"))
      show(http.get(url .. "/bad"))
      show(http.get(url .. "/plain", { max_bytes = ${DATA.length - 1} }))
      show(#http.get(url .. "/plain", { max_bytes = ${DATA.length} }).body)`;
    expect(await linesOf(code, [server.base])).toEqual([
      digestOf(DATA),
      ...["nil", `${server.base}/bomb: the body has more than 1000000 bytes`, "EFBIG"],
      ...["nil", `${server.base}/half: the compressed body is damaged`, "EPROTO"],
      ...["nil", `${server.base}/bad: the compressed body is damaged`, "EPROTO"],
      ...["nil", `${server.base}/plain: the body has more than ${DATA.length - 1} bytes`, "EFBIG"],
      String(DATA.length),
    ]);
  });

  test("downloads to a file, tells how far it is, and checks what came", async () => {
    using server = await serveRelease(FILES, { data: slow });
    sandbox.write("work/old", "old");
    const code = `local last, calls = 0, 0
      local r = assert(http.download(url .. "/data", "old", { sha256 = "sha256:" .. ("${digestOf(DATA)}"):upper(), progress = function(n, total)
        assert(n > last and total == ${DATA.length})
        last, calls = n, calls + 1
      end }))
      show(r.status, r.sha256, r.size, last, calls > 1, r.body)
      show(http.download(url .. "/data", "old", { sha256 = ("0"):rep(64), progress = true }))`;
    expect(await linesOf(code, [server.base])).toEqual([
      ...["200", digestOf(DATA), String(DATA.length), String(DATA.length), "true", "nil"],
      ...["nil", `${server.base}/data: the SHA-256 is ${digestOf(DATA)}, expected ${"0".repeat(64)}`, "EBADMSG"],
    ]);
    expect(readFileSync(sandbox.path("work/old")).equals(DATA)).toBeTrue();
    expect(inWork()).toEqual(["old", "script.lua"]);
  });

  test("leaves the old file, and nothing else, after a download that failed", async () => {
    using server = await serveRelease({ data: DATA, cut: DATA, busy: DATA }, { cut: truncated, busy: status(503) });
    sandbox.write("work/old", "old");
    const code = `show(http.download(url .. "/absent", "old"))
      show(http.download(url .. "/cut", "old", { retries = 0 }))
      show(http.download(url .. "/busy", "old", { retries = 1 }))
      show(select(3, http.download(url .. "/data", "absent/file")))
      show(pcall(http.download, url .. "/data", "old", { progress = function() error("enough", 0) end }))`;
    expect(await linesOf(code, [server.base])).toEqual([
      ...["nil", `${server.base}/absent: the server answered with status 404`, "EHTTP", "404"],
      ...["nil", expect.stringContaining("/cut: the connection ended too early"), "ECONNRESET"],
      ...["nil", `${server.base}/busy: the server answered with status 503`, "EHTTP", "503"],
      "ENOENT",
      ...["false", "enough"],
    ]);
    expect(server.requests.filter((path) => path.endsWith("busy")).length).toBe(2);
    expect(readFileSync(sandbox.path("work/old"), "utf8")).toBe("old");
    expect(inWork()).toEqual(["old", "script.lua"]);
  });

  test("is under socket.http, whose bodies come as a text or go to a sink", async () => {
    using server = await serveEcho();
    const code = `local http, ltn12 = require("socket.http"), require("ltn12")
      local function first(body, status, headers, line) show(body == "", status, headers["x-two"], line) end
      first(http.request(url .. "/a"))
      show(http.request(url .. "/b", "k=\\xff&l"))
      local into, parts = ltn12.sink.table()
      show(http.request{url = url .. "/c?s=404", method = "PUT", source = ltn12.source.string("x\\0y"), sink = into,
        headers = { ["content-length"] = 3, ["X-Mine"] = "1" }, user = "me", password = "s3:cret@" })
      show(table.concat(parts) == "x\\0y")
      show(http.request{url = url .. "/d?s=302&to=/e"})
      show(http.request{url = url .. "/f?s=302&to=/e", redirect = false})
      show(http.request{url = url .. "/g", sink = ltn12.sink.error("full"), method = "POST", source = ltn12.source.string("x")})`;
    const lines = await linesOf(code, [server.url]);
    expect(lines.slice(0, 4)).toEqual(["true", "200", "a, b", "HTTP/1.1 200 OK"]);
    expect(lines.filter((line) => !line.startsWith("table: ")).slice(4)).toEqual([
      ...[expect.stringMatching(/^k=.+&l$/), "200", "HTTP/1.1 200 OK"],
      ...["1", "404", "HTTP/1.1 404 Not Found", "true"],
      ...["1", "200", "HTTP/1.1 200 OK"],
      ...["1", "302", "HTTP/1.1 302 Found"],
      ...["nil", "full"],
    ]);
    expect(server.requests[1]).toMatchObject({ method: "POST", body: "k=\xff&l" });
    expect(server.requests[1]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(server.requests[2]).toMatchObject({ method: "PUT", body: "x\0y" });
    expect(server.requests[2]?.headers).toMatchObject({
      authorization: basic("me:s3:cret@"),
      "x-mine": "1",
      "content-length": "3",
    });
    expect(server.requests.slice(3).map(({ path }) => path)).toEqual(["/d?s=302&to=/e", "/e", "/f?s=302&to=/e", "/g"]);
  });

  test("has EPROTO for lengths and headers that are wrong", async () => {
    const withHead = (...lines: readonly string[]): string[] => [
      `${["HTTP/1.1 200 OK", ...lines].join("\r\n")}\r\n\r\nhello`,
    ];
    using server = await serveRaw({
      "/negative": withHead("Content-Length: -5"),
      "/two": withHead("Content-Length: 5", "Content-Length: 4"),
      "/large": withHead("Content-Length: 99999999999999999999999"),
      "/word": withHead("Content-Length: five"),
      "/long": withHead(`X: ${"a".repeat(2_000_000)}`, "Content-Length: 5"),
      "/short": withHead("Content-Length: 50"),
      "/same": withHead("Content-Length: 5", "Content-Length: 5"),
    });
    const code = `for _, path in ipairs({ "negative", "two", "large", "word", "long", "short", "same" }) do
      local response, _, code = http.get(url .. "/" .. path, { retries = 0 })
      print(path, response and response.body or code)
    end`;
    expect(await linesOf(code, [server.url])).toEqual([
      ...["negative\tEPROTO", "two\tEPROTO", "large\tEPROTO", "word\tEPROTO", "long\tEPROTO"],
      ...["short\tECONNRESET", "same\thello"],
    ]);
  });

  test("says of an answer with too large headers that they may be that", async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `X-${index}: ${"a".repeat(1000)}`);
    using server = await serveRaw({
      "/": [`${["HTTP/1.1 200 OK", ...lines, "Content-Length: 0"].join("\r\n")}\r\n\r\n`],
    });
    const [message, code] = await linesOf(`show(select(2, http.get(url .. "/", { retries = 0 })))`, [server.url]);
    expect(message).toStartWith(
      `${server.url}/: what the server sent is not HTTP, or its headers are too large or have forbidden characters (`,
    );
    expect(code).toBe("EPROTO");
  });

  test("has EPROTO for a body whose chunks are none, and ECONNRESET for one that is cut", async () => {
    const withChunks = (text: string): string[] => [`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${text}`];
    using server = await serveRaw({
      "/whole": withChunks("5\r\nhello\r\n0\r\n\r\n"),
      "/size": withChunks("zz\r\nhello\r\n0\r\n\r\n"),
      "/end": withChunks("5\r\nhelloworld\r\n0\r\n\r\n"),
      "/later": withChunks("5\r\nhello\r\nzz\r\n"),
      "/none": withChunks(""),
      "/in": withChunks("a\r\nhel"),
      "/between": withChunks("5\r\nhello\r\n"),
    });
    const code = `for _, path in ipairs({ "whole", "size", "end", "later", "none", "in", "between" }) do
      local response, _, code = http.get(url .. "/" .. path, { retries = 0 })
      print(path, response and response.body or code)
    end`;
    expect(await linesOf(code, [server.url])).toEqual([
      ...["whole\thello", "size\tEPROTO", "end\tEPROTO", "later\tEPROTO"],
      ...["none\tECONNRESET", "in\tECONNRESET", "between\tECONNRESET"],
    ]);
  });

  test("has nothing of the trailers in the body, also of one that looks like them", async () => {
    const answers = {
      "/one": "5\r\nhello\r\n0\r\nX-One: 1\r\n\r\n",
      "/two": "5\r\nhello\r\n0\r\nX-One: 1\r\nX-Two: \r\n\r\n",
      "/none": "6\r\nA: b\r\n\r\n0\r\n\r\n",
      "/both": "6\r\nA: b\r\n\r\n0\r\nA: b\r\n\r\n",
      "/empty": "0\r\nX-One: 1\r\n\r\n",
    };
    const bodies = Object.entries(answers).map(([path, chunks]): [string, string[]] => [
      path,
      ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunks],
    ]);
    using server = await serveRaw(Object.fromEntries(bodies), 50);
    const code = `for _, path in ipairs({ "one", "two", "none", "both", "empty" }) do
      print(("%q"):format(assert(http.get(url .. "/" .. path)).body))
      assert(http.download(url .. "/" .. path, path))
      print(assert(io.open(path, "rb")):read("a"))
    end`;
    const lines = [
      '"hello"',
      "hello",
      '"hello"',
      "hello",
      '"A: b\\13\\',
      '"',
      "A: b",
      "",
      '"A: b\\13\\',
      '"',
      "A: b",
      "",
      '""',
      "",
    ];
    expect((await run(code, [server.url])).stdout.replaceAll("\r", "").split("\n").slice(0, -1)).toEqual(lines);
    expect((await sandbox.run(["get", `${server.url}/two`])).stdout).toBe("hello");
  });

  test("waits for a body that comes in small parts as long as something comes", async () => {
    const parts = ["a", "b", "c", "d", "e", "f"];
    using server = await serveRaw({ "/": ["HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n", ...parts] }, 500);
    const code = `print(assert(http.get(url .. "/", { timeout = 2, retries = 0 })).body)`;
    expect(await linesOf(code, [server.url])).toEqual(["abcdef"]);
  });

  test("ends at a silence of less than a second", async () => {
    using server = await serveRaw({ "/": ["HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "ab", "cd"] }, 600);
    const code = `print(select(3, http.get(url .. "/", { timeout = 0.2, retries = 0 })))`;
    expect(await linesOf(code, [server.url])).toEqual(["ETIMEDOUT"]);
  });

  test("has the own error of a file of authorities that cannot be used, and not one of the server", async () => {
    using server = await serveRaw({});
    sandbox.write("work/empty.pem", "no certificate\n");
    // What a download that was cut short leaves.
    sandbox.write("work/half.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n");
    sandbox.write("work/damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    const code = `for name in extra:gmatch("[^,]+") do
        local _, message, code = http.get(url, { ca = name, retries = 0 })
        show(message, code)
        show((select(2, require("socket.http").request({ url = url, cafile = name }))))
      end
      show((select(3, http.get(url, { ca = "absent.pem", insecure = true, timeout = 0.5, retries = 0 }))) ~= "ENOENT")`;
    const lines = await linesOf(code, [
      server.url.replace("http:", "https:"),
      "empty.pem,half.pem,damaged.pem,absent.pem",
    ]);
    const none = (file: string, what = "in the form PEM"): string[] => {
      const message = `${file}: it has no certificate ${what}`;
      return [message, "EINVAL", message];
    };
    const absent = "absent.pem: no such file or directory";
    const damaged = none("damaged.pem", "that can be read");
    expect(lines).toEqual([...none("empty.pem"), ...none("half.pem"), ...damaged, absent, "ENOENT", absent, "true"]);
  });

  test("has LuaSocket's words for failures in socket.http", async () => {
    using silent = await serveSilence();
    using cut = await serveRelease(FILES, { data: truncated });
    const code = `local http = require("socket.http")
      show(http.request("http://nowhere.invalid/"))
      show(http.request(extra .. "/data"))
      http.TIMEOUT = 1
      show(http.request(url))`;
    expect(await linesOf(code, [silent.url, cut.base])).toEqual([
      ...["nil", "host or service not provided, or not known"],
      ...["nil", "closed"],
      ...["nil", "timeout"],
    ]);
  });

  test("a download leaves no part at the end of the time, nor after a progress function that never goes on", async () => {
    const asked = Promise.withResolvers<void>();
    const answer: Answer = (body, response) => {
      stalled(body, response);
      asked.resolve();
    };
    using server = await serveRelease(FILES, { data: answer });
    using whole = await serveRelease(FILES, {});
    write(`http.download(url .. "/data", "file")`);
    const { exitCode } = await sandbox.run(["--time-limit", "2s", "./script.lua", server.base]);
    await asked.promise;
    expect({ exitCode, left: inWork() }).toEqual({ exitCode: 124, left: ["script.lua"] });
    const lines = await linesOf(
      `local go = coroutine.wrap(function() http.download(url .. "/data", "file", { progress = coroutine.yield }) end)
      show(go() > 0)`,
      [whole.base],
    );
    expect({ lines, left: inWork() }).toEqual({ lines: ["true"], left: ["script.lua"] });
  });

  test("sends HTTP's methods in capitals, and the length of the body", async () => {
    using server = await serveEcho();
    const code = `for _, method in ipairs({ "get", "Post", "patch", "delete" }) do
        local body = method ~= "get" and "body" or nil
        local response, message = http.request({ url = url, method = method, body = body, headers = { ["content-LENGTH"] = "2" } })
        show(response and response.body or message)
      end
      show(pcall(http.request, { url = url, method = "head", body = "x" }))
      show((require("socket.http").request({ url = url, method = "put" })))`;
    const refusal = "bad argument #1 to 'request' (option 'body': a request with the method HEAD has none)";
    expect(await linesOf(code, [server.url])).toEqual(["", "body", "body", "body", "false", refusal, "1"]);
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST", "PATCH", "DELETE", "PUT"]);
    expect(server.requests.slice(1, 4).map(({ headers }) => headers["content-length"])).toEqual(["4", "4", "4"]);
    expect(server.requests[0]?.headers["content-length"]).toBeUndefined();
  });

  test("sends any method as it is, with and without a body, through a proxy too", async () => {
    using server = await serveRequestLines();
    using proxy = await serveProxy("me:s3cret", server.port);
    const env = { HTTP_PROXY: `http://me:s3cret@127.0.0.1:${proxy.port}` };
    const code = `for _, method in ipairs({ "LIST", "Ban", "propfind", "PURGE" }) do
        for _, body in ipairs({ false, "ab" }) do
          show(assert(http.request({ url = url .. "/x?a=1", method = method, body = body or nil, headers = { A = "b" } })).body)
        end
      end
      show((http.request({ url = url, method = "TRACE" })).body)
      local sink, parts = require("ltn12").sink.table()
      show((require("socket.http").request({ url = url, method = "FOO", sink = sink })), parts[1])`;
    const lines = await linesOf(code, [server.url]);
    const each = ["LIST", "Ban", "propfind", "PURGE"].map((method) => `${method} /x?a=1 HTTP/1.1|`);
    expect(lines).toEqual([
      ...each.flatMap((line) => [line, `${line}ab`]),
      ...["TRACE / HTTP/1.1|", "1", "FOO / HTTP/1.1|"],
    ]);
    const behind = `show(http.request({ url = "http://plugins.example/y", method = "LIST", body = "text" }).body)`;
    expect(await linesOf(behind, [], { env })).toEqual(["LIST http://plugins.example/y HTTP/1.1|text"]);
    expect(proxy.requests).toEqual(["allowed LIST http://plugins.example/y HTTP/1.1"]);
  });

  test("has the same codes for an answer to any method that is none", async () => {
    using server = await serveRaw({
      "/negative": ["HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"],
      "/size": ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"],
      "/short": ["HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"],
    });
    const code = `for _, path in ipairs({ "negative", "size", "short" }) do
      show(select(3, http.request({ url = url .. "/" .. path, method = "LIST" })))
    end`;
    expect(await linesOf(code, [server.url])).toEqual(["EPROTO", "EPROTO", "ECONNRESET"]);
  });

  test("says of what it cannot write which path that is", async () => {
    using server = await serveRelease(FILES, {});
    sandbox.write("work/folder/kept", "");
    const lines = await linesOf(`show((select(2, http.download(url .. "/data", "folder"))))`, [server.base]);
    expect(lines.map((line) => line.split(": ")[0])).toEqual(["folder"]);
    expect(inWork()).toEqual(["folder", "script.lua"]);
  });

  test("the end of the time ends a request", async () => {
    using server = await serveSilence();
    write(`http.get(url)`);
    const { exitCode, stderr } = await sandbox.run(["--time-limit", "300ms", "./script.lua", server.url]);
    expect(exitCode).toBe(124);
    expect(stderr).toContain("300ms");
  });

  test.each([
    ["SIGINT", 130, "interrupted!"],
    ["SIGTERM", 143, "terminated!"],
    ["SIGHUP", 129, "terminated!"],
  ] as const)(
    "a Lua script that is sent %s during a download removes the part that came",
    async (signal, exitCode, words) => {
      const asked = Promise.withResolvers<void>();
      const answer: Answer = (body, response) => {
        stalled(body, response);
        asked.resolve();
      };
      using server = await serveRelease(FILES, { data: answer });
      write(`require("helm.defer")(function() print("cleaned") end)
      http.download(url .. "/data", "file")`);
      const started = sandbox.start(["./script.lua", server.base]);
      await asked.promise;
      started.process.kill(signal);
      const result = await started.result;
      expect({ status: result.exitCode, stdout: result.stdout }).toEqual({ status: exitCode, stdout: "cleaned\n" });
      expect(result.stderr).toContain(words);
      expect(inWork()).toEqual(["script.lua"]);
    },
  );
});

describe.skipIf(OPENSSL === null)(`helm.http over the network with TLS${withoutTool(OPENSSL, "openssl")}`, () => {
  test("trusts the authority that the script names, and no other unless it says so", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using server = await serveEcho(identity);
    const code = `show(select(3, http.get(url, { retries = 0 })))
      show(http.get(url, { ca = extra }).status, http.get(url, { insecure = true }).status)
      show(select(3, http.get(url, { ca = "absent.pem", retries = 0 })))`;
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    expect(await linesOf(code, [server.url, caOf(authority)], { env })).toEqual(["ECERT", "200", "200", "ENOENT"]);
    expect(server.requests.length).toBe(2);
  });

  test("is under ssl.https, which trusts any authority only if the script says so", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using server = await serveEcho(identity);
    const code = `local https = require("ssl.https")
      show((https.request(url)))
      show(select(2, https.request{url = url .. "/a?s=302&to=/b", cafile = extra}))
      show(select(2, https.request{url = url .. "/a?s=302&to=/b", verify = "none", redirect = true}))`;
    const lines = await linesOf(code, [server.url, caOf(authority)]);
    expect(lines.filter((line) => !line.startsWith("table: "))).toEqual([
      ...["nil", "302", "HTTP/1.1 302 Found"],
      ...["200", "HTTP/1.1 200 OK"],
    ]);
  });

  test("sends any method over TLS as it is, through a proxy too", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "", ["plugins.example", "localhost"]);
    using server = await serveRequestLines(identity);
    using proxy = await serveProxy("me:s3cret", server.port);
    const env = { HTTPS_PROXY: `http://me:s3cret@127.0.0.1:${proxy.port}` };
    const code = `local function list(address, ca)
        local response, message, code = http.request{ url = address, method = "LIST", body = "text", ca = ca }
        show(response and response.body or code)
      end
      list((url:gsub("127.0.0.1", "localhost")), extra)
      list("https://plugins.example/x", extra)
      list("https://other.example/x", extra)
      list((url:gsub("127.0.0.1", "localhost")))`;
    const lines = await linesOf(code, [server.url, caOf(authority)], { env });
    expect(lines).toEqual(["LIST / HTTP/1.1|text", "LIST /x HTTP/1.1|text", "ECERT", "ECERT"]);
  });

  test("trusts the file in SSL_CERT_FILE whatever else the environment names", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using server = await serveEcho(identity);
    sandbox.write("work/empty/file", "");
    const folder = sandbox.shown("work/empty");
    const others = [
      {},
      { SSL_CERT_DIR: folder },
      { CURL_CA_BUNDLE: caOf(authority) },
      { CURL_CA_BUNDLE: "absent.pem" },
    ];
    for (const other of others) {
      const env = { ...other, SSL_CERT_FILE: caOf(authority) };
      expect(await linesOf(`show(http.get(url).status)`, [server.url], { env })).toEqual(["200"]);
    }
    expect(await linesOf(`show(select(3, http.get(url, { retries = 0 })))`, [server.url])).toEqual(["ECERT"]);
  });

  test("does not go from https to http", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using plain = await serveEcho();
    using server = await serveEcho(identity);
    const code = `show(http.get(url, { ca = extra }))`;
    expect(await linesOf(code, [`${server.url}/a?s=302&to=${plain.url}/b`, caOf(authority)])).toEqual([
      "nil",
      `${server.url}/a?…: it redirects from https to http, to ${plain.url}/b`,
      "ELOOP",
    ]);
    expect(plain.requests).toEqual([]);
  });

  test("goes through a proxy with a password, which gives GitHub's API alone the user's token", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "", ["api.github.com", "plugins.example"]);
    using server = await serveEcho(identity);
    using proxy = await serveProxy("me:s3cret", server.port);
    const env = { HTTPS_PROXY: `http://me:s3cret@127.0.0.1:${proxy.port}`, GITHUB_TOKEN: "t0ken" };
    const code = `for _, host in ipairs{"api.github.com", "plugins.example"} do
        show(http.get("https://" .. host .. "/x", { ca = url, headers = {} }).status)
      end
      show(http.get("https://api.github.com/x", { ca = url, headers = { Authorization = "own" } }).status)
      require("helm.env").set("HTTPS_PROXY", (os.getenv("HTTPS_PROXY"):gsub("s3cret", "wr0ng")))
      show(http.get("https://plugins.example/y", { ca = url, retries = 0 }))`;
    const lines = await linesOf(code, [caOf(authority)], { env });
    expect([...lines.slice(0, 4), lines[5]]).toEqual(["200", "200", "200", "nil", "EPROXY"]);
    expect(lines[4]).toStartWith(
      `https://plugins.example/y through the proxy 127.0.0.1:${proxy.port}: the proxy refused the connection (`,
    );
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual(["Bearer t0ken", undefined, "own"]);
  });
});
