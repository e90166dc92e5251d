import * as native from "qjs:host";
import { HttpFault, type HttpFaultKind } from "../../http-fault.ts";
import type { HttpRequest } from "../../http.ts";
import { NOT_YET } from "../../programs.ts";
import { hostError } from "../system-error.ts";
import { toBytes, toText } from "../text.ts";
import { waitFor } from "../waits.ts";
import { findCurl } from "./find-curl.ts";

/** How a curl ended: its status, which is 0 for a complete response, and what it says of a failure. */
export interface CurlEnd {
  readonly status: number;
  readonly message: string;
}

/** A curl that is running, and what it writes: the headers, and then the body. */
export interface Curl {
  /**
   * Reads into the room, and blocks meanwhile; undefined at the end of the output, and if the machine must stop. Throws HttpFault if
   * nothing comes for so many milliseconds: curl itself counts whole seconds.
   */
  read(silence: number): Uint8Array | undefined;
  /** The same, while everything else that waits goes on. Calls the guard now and then, which may throw. */
  readLater(guard: () => Promise<void>): Promise<Uint8Array | undefined>;
  /** Waits until it has ended. */
  wait(): CurlEnd;
  end(): void;
}

const BLOCK = 1 << 16;
const KILLED = -1;
const SIGKILL = 9;
const LONGEST_MESSAGE = 4096;
/** Between two calls of the guard, in milliseconds. */
const PAUSE = 100;

/**
 * Starts curl with the bytes of a configuration file, by a pipe, so that no other user's `ps` shows a password. Throws HttpFault if there is
 * no curl, and HostError if it does not start.
 */
export function startCurl(settings: Uint8Array): Curl {
  const file = findCurl();
  if (file === undefined) throw new HttpFault("no-client", "curl");
  // Without -q the user's .curlrc could change what is written.
  const argv = ["curl", "-q", "--config", "-"].map(toBytes);
  const how = { folder: undefined, streams: ["pipe", "pipe", "pipe"], verbatim: false, withoutDescriptors: true };
  const started = native.startProgram(toBytes(file), argv, native.variables(), how);
  if (typeof started === "number") throw hostError(started, file);
  const [child, input, output, errors] = started;
  writeSettings(input, settings);
  const room = new Uint8Array(BLOCK);
  const readNow = (): number => native.readPipe(output, room, 0, BLOCK);
  const partOf = (count: number): Uint8Array | undefined => (count > 0 ? room.subarray(0, count) : undefined);
  let running = true;
  const waitForStatus = (): number => {
    running = false;
    native.closePipe(output);
    native.closePipe(errors);
    const end = native.waitForEnd(child, Infinity);
    return typeof end !== "object" || end.kind === "signal" ? KILLED : end.code;
  };
  return {
    read(silence) {
      let count = readNow();
      while (count === NOT_YET) {
        const ready = native.waitForPipes([output], [], silence);
        if (typeof ready === "number") break;
        count = readNow();
        if (count === NOT_YET && ready.length === 0) throw new HttpFault("silent", "timeout");
      }
      return partOf(count);
    },
    async readLater(guard) {
      let count = readNow();
      for (; count === NOT_YET; count = readNow()) {
        await waitFor(PAUSE, output);
        await guard();
      }
      return partOf(count);
    },
    wait: () => ({ message: readMessage(errors), status: waitForStatus() }),
    end() {
      if (!running) return;
      native.signalProgram(child, SIGKILL);
      waitForStatus();
    },
  };
}

/** Waits for one of the pipes. False if the machine must stop. */
function canGoOn(read: readonly number[], write: readonly number[]): boolean {
  return typeof native.waitForPipes(read, write, Infinity) !== "number";
}

/** All that a curl writes to stderr, of which only a bounded part counts: a line or two. */
function readMessage(errors: number): string {
  const room = new Uint8Array(LONGEST_MESSAGE);
  for (let length = 0; ;) {
    const count = native.readPipe(errors, room, length, room.length - length);
    if (count === NOT_YET ? !canGoOn([errors], []) : count <= 0) return toText(room.subarray(0, length));
    length += Math.max(count, 0);
  }
}

/** A curl that ends at once says why by its status. */
function writeSettings(input: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    const count = native.writePipe(input, bytes, at, bytes.length - at);
    if (count === NOT_YET ? !canGoOn([], [input]) : count < 0) break;
    at += Math.max(count, 0);
  }
  native.closePipe(input);
}

/** The statuses of curl that have a kind of their own. */
const KINDS: Readonly<Record<number, HttpFaultKind>> = {
  1: "malformed",
  8: "malformed",
  // Headers that are too long: 27 before curl 8.
  27: "malformed",
  100: "malformed",
  3: "unresolved",
  5: "unresolved",
  6: "unresolved",
  7: "unreachable",
  28: "silent",
  35: "handshake",
  51: "untrusted",
  60: "untrusted",
  77: "untrusted",
  97: "proxy-refused",
};

/** Only a message of curl's about the chunks of a body has this word, in every version. */
const CHUNK = /chunk/i;
/** What curl says if a connection ended in the middle of its handshake, by the library that it has for TLS. */
const CUT = /reset|syscall|\beof\b|closed|(?:send|recv) failure|failed to receive/i;
/** A failure to receive: the connection broke, a proxy refused a tunnel, or the chunks of a body are none. */
const NOT_RECEIVED = 56;

/** Why a curl ended like this; undefined for success. */
export function faultOfEnd(
  { status, message }: CurlEnd,
  { proxy, url }: Pick<HttpRequest, "proxy" | "url">,
): HttpFault | undefined {
  if (status === 0) return undefined;
  return new HttpFault(kindOf(), `curl ${status}`);

  function kindOf(): HttpFaultKind {
    if (KINDS[status] === "handshake" && CUT.test(message)) return "broken";
    if (status !== NOT_RECEIVED) return KINDS[status] ?? "broken";
    if (CHUNK.test(message)) return "malformed";
    return proxy !== undefined && url.startsWith("https:") ? "proxy-refused" : "broken";
  }
}
