import { errorText, os } from "qjs:host";
import { HostError, type HostErrorKind } from "../host-error.ts";
import { systemWords } from "../system-words.ts";

const KINDS: Readonly<Record<number, HostErrorKind>> = {
  1: "denied",
  2: "not-found",
  8: "not-executable",
  13: "denied",
  17: "exists",
  20: "not-a-directory",
  21: "is-a-directory",
  23: "too-many-files",
  24: "too-many-files",
  27: "too-large",
  28: "no-space",
  30: "read-only",
  ...(os === "windows" ? {} : { 122: "no-space" }), // the user's part of the disk is full
  [os === "windows" ? 114 : 40]: "too-many-links",
};

/** The error for a negative result (minus errno) of a call on a path. */
export function hostError(result: number, path: string): HostError {
  const text = errorText(-result);
  const kind = KINDS[-result] ?? "other";
  return new HostError(kind, path, systemWords(kind, text.charAt(0).toLowerCase() + text.slice(1)));
}
