import { describe, expect, test } from "bun:test";
import { HttpFault } from "../../../../../src/host/http-fault.ts";
import type { HttpRequest } from "../../../../../src/host/http.ts";
import { curlSettings, withCurlSettings } from "../../../../../src/host/quickjs/http/curl-settings.ts";
import { findTool, withoutTool } from "../../../../helpers/find-tool.ts";
import { madeCertificate } from "../../../../helpers/made-certificate.ts";
import { serveRelease } from "../../../../helpers/release-server.ts";
import { createSandbox } from "../../../../helpers/sandbox.ts";

const requestOf = (url: string, caFile?: string): HttpRequest => ({
  url,
  headers: { "X-Odd": 'a "b" \\c' },
  proxy: undefined,
  caFile,
  silence: 60_000,
  guard: async () => {},
});

const ALONE = 'capath = "/dev/null"\n';

/** What each of the attempts got, which end with these faults before the last one returns. */
async function attemptsOf(request: HttpRequest, os: string, ...faults: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  await withCurlSettings(request, os, async (settings) => {
    seen.push(settings);
    const fault = faults[seen.length - 1];
    if (fault !== undefined) throw new HttpFault("untrusted", fault);
  }).catch((error: unknown) => seen.push((error as HttpFault).detail));
  return seen;
}

describe("withCurlSettings", () => {
  test("leaves curl no authorities but those of the file, where curl has a folder of them", async () => {
    const url = "https://127.0.0.1/x";
    const [plain = ""] = await attemptsOf(requestOf(url), "linux");
    expect(plain).not.toContain("capath");
    const [usual = ""] = await attemptsOf(requestOf(url, "/ca.pem"), "windows");
    expect(usual).not.toContain("capath");
    expect(usual).toContain('cacert = "/ca.pem"\n');
    expect(await attemptsOf(requestOf(url, "/ca.pem"), "linux")).toEqual([ALONE + usual]);
    expect(await attemptsOf(requestOf(url, "/ca.pem"), "linux", "curl 60")).toEqual([ALONE + usual, "curl 60"]);
    const both = [ALONE + usual, usual];
    expect(await attemptsOf(requestOf(url, "/ca.pem"), "linux", "curl 77")).toEqual(both);
    expect(await attemptsOf(requestOf(url, "/ca.pem"), "linux", "curl 77", "curl 77")).toEqual([...both, "curl 77"]);
  });
});

test("curlSettings names the authorities of the environment, unless the request has a file of its own", () => {
  const request = { url: "https://127.0.0.1/", headers: [], proxy: undefined, caFile: undefined, silence: 1000 };
  const of = (more: object): string[] => curlSettings({ ...request, ...more }, "linux")[0].match(/^ca.*$/gm) ?? [];
  expect(of({})).toEqual([]);
  expect(of({ named: { file: "/a.pem", folder: undefined } })).toEqual(['cacert = "/a.pem"']);
  expect(of({ named: { file: "/a.pem", folder: "/d" } })).toEqual(['cacert = "/a.pem"', 'capath = "/d"']);
  const own = of({ caFile: "/b.pem", named: { file: "/a.pem", folder: "/d" } });
  expect(own).toEqual(['capath = "/dev/null"', 'cacert = "/b.pem"']);
});

const CURL = findTool("curl");
const OPENSSL = findTool("openssl");
const isMissing = CURL === null || OPENSSL === null;
const without = withoutTool(CURL, "curl") || withoutTool(OPENSSL, "openssl");

test.skipIf(isMissing)(`curl trusts the file of these settings, and no other${without}`, async () => {
  const [sandbox, other] = [createSandbox(), createSandbox()];
  try {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using server = await serveRelease({ file: new TextEncoder().encode("content") }, {}, identity);
    const ask = (caFile: string): Promise<string> =>
      withCurlSettings(requestOf(`${server.base}/file`, caFile), "linux", async (settings) => {
        const curl = Bun.spawn([CURL ?? "", "-q", "--config", "-"], {
          stdin: new TextEncoder().encode(settings),
          stdout: "pipe",
        });
        const text = await new Response(curl.stdout).text();
        return `${await curl.exited} ${text.slice(text.lastIndexOf("\n") + 1)}`;
      });
    expect(await ask(authority)).toBe("0 content\r\r7");
    expect(server.headers[0]?.["x-odd"]).toBe('a "b" \\c');
    expect(await ask(madeCertificate(other, OPENSSL ?? "").authority)).toBe("60 \r\r0");
  } finally {
    sandbox.remove();
    other.remove();
  }
});
