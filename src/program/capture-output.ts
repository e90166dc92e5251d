import { AppError } from "../errors/app-error.ts";
import type { PipedChild } from "../host/child-processes.ts";
import type { Descriptors } from "../host/descriptors.ts";
import type { Host } from "../host/host.ts";
import { mergeVariables } from "../host/merge-variables.ts";
import { quoteArgument } from "./batch-file.ts";

export interface Captured {
  readonly status: number;
  readonly stdout: string;
}

/** A program by its path, its arguments, and variables on top of this process's own. */
export interface CapturedCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const BLOCK = 1 << 16;

/**
 * Starts a program whose stdout is kept; its stderr is the user's. Returns a function that waits for its end, so that several can run
 * at once.
 */
export async function beginCapture(host: Host, { file, args, variables }: CapturedCall): Promise<() => Captured> {
  const { children, descriptors } = await host.lua();
  const quote = host.os === "windows" ? quoteArgument : quoteForShell;
  const line = [file, ...args].map((word) => quote(word)).join(" ");
  const environment = mergeVariables(host.environment.all(), variables, host.os === "windows");
  const child = children.open(new TextEncoder().encode(line), "read", environment);
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
