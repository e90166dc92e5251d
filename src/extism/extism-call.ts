import type { Host } from "../host/host.ts";
import type { TimeLimit } from "../host/interrupts.ts";

/** What a module may use, as its manifest says it. */
export interface ExtismLimits {
  /** Pages of 64 KiB, for the module's memory and for the memory in which it exchanges bytes with luff. */
  readonly pages: number;
  /** Bytes of the body of one response. */
  readonly responseBytes: number;
  /** Bytes of all variables together; 0 for no variables. */
  readonly variableBytes: number;
}

/** Levels of messages, in Extism's numbers. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One call of a function of a module. */
export interface ExtismCall {
  readonly module: Uint8Array;
  /** The function's name. */
  readonly entry: string;
  readonly input: Uint8Array;
  readonly limits: ExtismLimits;
  /** What config_get returns. */
  readonly config: Readonly<Record<string, string>>;
  /** Names of hosts to which requests may go, with wildcards. */
  readonly allowedHosts: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the module has luff's stdin and stdout. */
  readonly hasStreams: boolean;
  /** Whether it has a temporary folder as /tmp. */
  readonly hasFolder: boolean;
  readonly time: TimeLimit | undefined;
  /** Is told how many bytes the module is going to write. What it throws ends the call. */
  readonly willWrite: (bytes: number) => void;
  /** The lowest level of messages that `log` prints; undefined if none is. */
  readonly logLevel: LogLevel;
  readonly log: (level: LogLevel, text: string) => void;
  /** How luff introduces itself to servers. */
  readonly userAgent: string;
}

/** How a call ended. */
export interface ExtismResult {
  /** What the function returned, or the status with which the module ended itself: 32 bits. */
  readonly status: number;
  readonly output: Uint8Array;
  /** The text that the module set as its error. */
  readonly error: string | undefined;
}

export type ExtismHost = Pick<Host, "os" | "http" | "files" | "environment" | "disk" | "wasm">;
