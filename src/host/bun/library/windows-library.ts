import type { FFIFunction, Library } from "bun:ffi";
import { openLibrary } from "./native-calls.ts";

/** A HANDLE; those used here are small numbers. */
export type Handle = bigint;

const HANDLE = "u64";

const SYMBOLS = {
  CreatePipe: { args: ["ptr", "ptr", "ptr", "u32"], returns: "i32" },
  CreateFileW: { args: ["ptr", "u32", "u32", "ptr", "u32", "u32", HANDLE], returns: HANDLE },
  SetHandleInformation: { args: [HANDLE, "u32", "u32"], returns: "i32" },
  GetStdHandle: { args: ["i32"], returns: HANDLE },
  CreateProcessW: {
    args: ["ptr", "ptr", "ptr", "ptr", "i32", "u32", "ptr", "ptr", "ptr", "ptr"],
    returns: "i32",
  },
  CreateNamedPipeW: { args: ["ptr", "u32", "u32", "u32", "u32", "u32", "u32", "ptr"], returns: HANDLE },
  CreateEventW: { args: ["ptr", "i32", "i32", "ptr"], returns: HANDLE },
  CancelIo: { args: [HANDLE], returns: "i32" },
  DuplicateHandle: { args: [HANDLE, HANDLE, HANDLE, "ptr", "u32", "i32", "u32"], returns: "i32" },
  GetCurrentProcess: { args: [], returns: HANDLE },
  ResumeThread: { args: [HANDLE], returns: "u32" },
  WaitForMultipleObjects: { args: ["u32", "ptr", "i32", "u32"], returns: "u32" },
  WaitForSingleObject: { args: [HANDLE, "u32"], returns: "u32" },
  OpenProcess: { args: ["u32", "i32", "u32"], returns: HANDLE },
  ExitProcess: { args: ["u32"], returns: "void" },
  GetExitCodeProcess: { args: [HANDLE, "ptr"], returns: "i32" },
  ReadFile: { args: [HANDLE, "ptr", "u32", "ptr", "ptr"], returns: "i32" },
  WriteFile: { args: [HANDLE, "ptr", "u32", "ptr", "ptr"], returns: "i32" },
  CloseHandle: { args: [HANDLE], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

export type WindowsLibrary = Library<typeof SYMBOLS>["symbols"];

let library: WindowsLibrary | undefined;

/** Windows's calls that node:fs and Bun do not offer. Throws on other systems. */
export function openWindowsLibrary(): WindowsLibrary {
  library ??= openLibrary("kernel32.dll", SYMBOLS).symbols;
  return library;
}
