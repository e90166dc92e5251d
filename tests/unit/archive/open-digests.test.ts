import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { writeBytes } from "../../../src/archive/write-bytes.ts";
import { createHost } from "../../../src/host/bun/host.ts";
import type { Host } from "../../../src/host/host.ts";
import { HttpFault } from "../../../src/host/http-fault.ts";
import { parseAddress, type Address } from "../../../src/http/address.ts";
import { downloadFile } from "../../../src/http/download.ts";
import { blobPath } from "../../../src/manage/stage/bundle-format.ts";
import { stageBundle } from "../../../src/manage/stage/stage-bundle.ts";
import { madeTar } from "../../helpers/made-tar.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
let begun: number;
let ended: number;
beforeEach(() => {
  sandbox = createSandbox();
  begun = 0;
  ended = 0;
});
afterEach(() => sandbox.remove());

/** A host that counts its digests, and whose servers cut their answers short. */
function countingHost(): Host {
  const host = createHost();
  const begin: Host["digests"]["begin"] = () => {
    begun++;
    const digest = host.digests.begin();
    return {
      add: (bytes) => digest.add(bytes),
      end() {
        ended++;
        return digest.end();
      },
    };
  };
  const get: Host["http"]["get"] = async () => ({
    status: 200,
    headers: new Map(),
    body: cut(new HttpFault("broken", "cut")),
    close: () => {},
  });
  const clock = { ...host.clock, sleep: async () => {} };
  return { ...host, clock, http: { ...host.http, get }, digests: { ...host.digests, begin } };
}

async function* cut(error: Error): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  throw error;
}

const SHA256 = "0".repeat(64);

/** Each of these fails in the middle of what it reads. */
const FAILING: Readonly<Record<string, (host: Host) => Promise<unknown>>> = {
  "a download": (host) =>
    downloadFile(
      host,
      {
        address: parseAddress("http://127.0.0.1/x") as Address,
        connection: { silence: 1000, userAgent: "luff/test" },
        guard: async () => {},
        note: () => {},
      },
      sandbox.path("work", "x"),
    ),
  "writing a file": (host) => writeBytes(host, sandbox.path("work", "x"), cut(new Error("cut"))),
  "unpacking a bundle": (host) => {
    const bundle = madeTar([{ path: blobPath(SHA256), content: new Uint8Array(4096) }]);
    const path = sandbox.write("work/bundle.tar", bundle.subarray(0, 1024));
    const source = { kind: "bundle", path, sha256: SHA256 } as const;
    return stageBundle(host, { source }, sandbox.path("work", "unpacked"));
  },
};

describe.each(Object.keys(FAILING))("%s that fails", (what) => {
  test("ends the digests that it has begun, of which a host may have few", async () => {
    const error: unknown = await FAILING[what]?.(countingHost()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(begun).toBeGreaterThan(0);
    expect(ended).toBe(begun);
  });
});
