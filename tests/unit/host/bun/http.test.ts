import { afterEach, expect, test } from "bun:test";
import { http } from "../../../../src/host/bun/http.ts";
import type { HttpRequest } from "../../../../src/host/http.ts";
import { serveRelease, stalled, truncated } from "../../../helpers/release-server.ts";

const BODY = new TextEncoder().encode("luff ".repeat(1000));
const requestOf = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  url,
  headers: { "User-Agent": "luff/test" },
  proxy: undefined,
  caFile: undefined,
  silence: 60_000,
  guard: async () => {},
  ...more,
});

afterEach(() => {
  for (const name of ["HTTP_PROXY", "ALL_PROXY"]) delete process.env[name];
});

async function lengthOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const chunk of chunks) length += chunk.length;
  return length;
}

test("a request goes past the proxy of the environment, which programs that are started still find", async () => {
  using server = await serveRelease({ file: BODY });
  process.env["HTTP_PROXY"] = process.env["ALL_PROXY"] = "http://127.0.0.1:1";
  const response = await http.get(requestOf(`${server.base}/file`));
  expect([response.status, await lengthOf(response.body)]).toEqual([200, BODY.length]);
  expect(response.headers.get("content-length")).toBe(String(BODY.length));
  expect(server.headers[0]?.["user-agent"]).toBe("luff/test");
  expect(process.env["HTTP_PROXY"]).toBe("http://127.0.0.1:1");
});

test("a server that speaks no TLS is a fault of its own", async () => {
  using server = await serveRelease({ file: BODY });
  const failed = http.get(requestOf(`${server.base.replace("http:", "https:")}/file`));
  expect(await failed.catch((error: unknown) => error)).toMatchObject({ kind: "handshake" });
});

test("a guard that throws ends a transfer with its error, before the headers and after them", async () => {
  using server = await serveRelease({ file: BODY, never: BODY }, { file: stalled, never: () => {} });
  const stop = new Error("stop");
  const guard = (): Promise<void> => Promise.reject(stop);
  expect(await http.get(requestOf(`${server.base}/never`, { guard })).catch((error: unknown) => error)).toBe(stop);
  const whole = http.get(requestOf(`${server.base}/file`, { guard })).then(({ body }) => lengthOf(body));
  expect(await whole.catch((error: unknown) => error)).toBe(stop);
});

test.each([
  ["silent", { file: stalled }, { silence: 100 }],
  ["broken", { file: truncated }, {}],
] as const)("a body that does not come to its end is a fault: %s", async (kind, answers, more) => {
  using server = await serveRelease({ file: BODY }, answers);
  const whole = http.get(requestOf(`${server.base}/file`, more)).then(({ body }) => lengthOf(body));
  expect(await whole.catch((error: unknown) => error)).toMatchObject({ name: "HttpFault", kind });
});

test("no connection is a fault without the address in it", async () => {
  const server = await serveRelease({});
  server[Symbol.dispose]();
  const fault: unknown = await http.get(requestOf(`${server.base}/s3cret`)).catch((error: unknown) => error);
  expect(fault).toMatchObject({ kind: "unreachable" });
  expect(String(fault)).not.toContain("s3cret");
});
