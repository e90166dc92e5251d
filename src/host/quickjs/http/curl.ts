import * as native from "qjs:host";
import { HttpFault, type HttpFaultKind } from "../../http-fault.ts";
import type { HttpRequest } from "../../http.ts";
import { descriptors } from "../descriptors.ts";
import { hostError } from "../system-error.ts";
import { findCurl } from "./find-curl.ts";

/** A curl that is running, and what it writes: the headers, and then the body. */
export interface Curl {
  /** Reads into the room; undefined at the end of the output. */
  read(): Uint8Array | undefined;
  /** How it ended; 0 is a complete response. */
  wait(): number;
  end(): void;
}

const BLOCK = 1 << 16;
const KILLED = -1;

/**
 * Starts curl with the bytes of a configuration file, by a pipe, so that no other user's `ps` shows a password. Throws HttpFault if there is
 * no curl, and HostError if it does not start.
 */
export function startCurl(settings: Uint8Array): Curl {
  const file = findCurl();
  if (file === undefined) throw new HttpFault("no-client", "curl");
  // Without -q the user's .curlrc could change what is written.
  const started = native.openProgram(file, ["curl", "-q", "--config", "-"]);
  if (typeof started === "number") throw hostError(started, file);
  const [input, output, child] = started;
  const room = new Uint8Array(BLOCK);
  let running = true;
  writeSettings(input, settings);
  const wait = (): number => {
    running = false;
    native.close(output);
    const end = native.wait(child);
    return typeof end === "number" || end.kind === "signal" ? KILLED : end.code;
  };
  return {
    read() {
      const count = descriptors.read(output, room, 0, BLOCK);
      return count > 0 ? room.subarray(0, count) : undefined;
    },
    wait,
    end() {
      if (!running) return;
      native.endChild(child);
      wait();
    },
  };
}

/** A curl that ends at once says why by its status. */
function writeSettings(input: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    const count = descriptors.write(input, bytes, at, bytes.length - at);
    if (count < 0) break;
    at += count;
  }
  native.close(input);
}

/** The statuses of curl that have a kind of their own. */
const KINDS: Readonly<Record<number, HttpFaultKind>> = {
  1: "malformed",
  8: "malformed",
  3: "unresolved",
  5: "unresolved",
  6: "unresolved",
  7: "unreachable",
  28: "silent",
  51: "untrusted",
  60: "untrusted",
  77: "untrusted",
  97: "proxy-refused",
};

/** Why a curl ended with this status; undefined for success. */
export function faultOfStatus(
  status: number,
  { proxy, url }: Pick<HttpRequest, "proxy" | "url">,
): HttpFault | undefined {
  if (status === 0) return undefined;
  // A proxy that refuses a tunnel is a failure to receive.
  const isTunnel = status === 56 && proxy !== undefined && url.startsWith("https:");
  return new HttpFault(isTunnel ? "proxy-refused" : (KINDS[status] ?? "broken"), `curl ${status}`);
}
