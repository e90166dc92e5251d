import { AppError } from "../errors/app-error.ts";
import type { PipedChild } from "../host/child-processes.ts";
import type { Descriptors } from "../host/descriptors.ts";
import type { Host } from "../host/host.ts";
import { mergeVariables } from "../host/merge-variables.ts";
import { withoutVariables } from "../host/without-variables.ts";
import { quoteForCmd } from "./batch-file.ts";

export interface Captured {
  readonly status: number;
  readonly stdout: string;
}

/** A program by its path, its arguments, and variables on top of this process's own. */
export interface CapturedCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Names of variables of this process that the program does not get. */
  readonly without?: readonly string[];
  /** Where the program's stderr goes. By default it is the user's. */
  readonly errors?: { readonly file: string };
}

const BLOCK = 1 << 16;

/** What the user opened for a plugin is not for a program of luff's own. */
const OWN_PROGRAM = { withoutDescriptors: true } as const;

type CaptureHost = Pick<Host, "os" | "environment" | "children" | "descriptors">;

/**
 * Starts a program whose stdout is kept. Returns a function that waits for its end, so that several can run at once. Throws AppError
 * "start-failed".
 */
export function beginCapture(
  host: CaptureHost,
  { file, args, variables, without = [], errors }: CapturedCall,
): () => Captured {
  const onWindows = host.os === "windows";
  const quote = (word: string): string => (onWindows ? quoteForCmd(word) : quoteForShell(word));
  const words = [file, ...args].map(quote);
  if (errors !== undefined) words.push(`2>${quote(errors.file)}`);
  const line = words.join(" ");
  const inherited = withoutVariables(host.environment.all(), without, onWindows);
  const environment = mergeVariables(inherited, variables, onWindows);
  const { children, descriptors } = host;
  const child = children.open(new TextEncoder().encode(line), "read", environment, OWN_PROGRAM);
  if (typeof child === "number") throw new AppError("start-failed", `cannot start ${file}`);
  return () => finish(descriptors, child);
}

function finish(descriptors: Descriptors, child: PipedChild): Captured {
  const decoder = new TextDecoder();
  const parts: Uint8Array[] = [];
  for (;;) {
    const buffer = new Uint8Array(BLOCK);
    const count = descriptors.read(child.descriptor, buffer, 0, BLOCK);
    if (count <= 0) break;
    parts.push(buffer.subarray(0, count));
  }
  descriptors.close(child.descriptor);
  const end = child.wait();
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const status = typeof end === "number" || end.kind === "signal" ? 1 : end.code;
  return { status, stdout: decoder.decode(whole) };
}

function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
