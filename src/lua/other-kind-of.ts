import { latin1 } from "./bytes.ts";

/** As much of a file as its first line may have. */
const HEAD = 256;

/** The beginnings of programs for Windows, Linux and macOS, the last one also for several processors in one file. */
const PROGRAM = /^(?:MZ|\x7fELF|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe)/;

const ENDINGS: Readonly<Record<string, string>> = {
  bat: "a batch file",
  cmd: "a batch file",
  ps1: "a script for PowerShell",
  py: "a script for Python",
  sh: "a script for sh",
  bash: "a script for bash",
  js: "a script for JavaScript",
  rb: "a script for Ruby",
  pl: "a script for Perl",
};

/**
 * What a file is that Lua does not understand, by its first bytes or its name: "a program", "a script for bash (its first line)".
 * Undefined if nothing shows that it is something else than Lua.
 */
export function otherKindOf(path: string, source: Uint8Array): string | undefined {
  const head = latin1(source.subarray(0, HEAD));
  if (PROGRAM.test(head)) return "a program";
  const [, line] = /^(?:\xef\xbb\xbf)?#!([^\r\n]*)/.exec(head) ?? [];
  const words = line?.split(/[ \t]+/).map((word) => word.replace(/^.*[\\/]/, "")) ?? [];
  const interpreter = words.find((word) => word !== "" && word !== "env" && !/^-|=/.test(word));
  if (interpreter !== undefined) {
    return /^(?:lua|luff)/i.test(interpreter) ? undefined : `a script for ${interpreter} (its first line)`;
  }
  const [, ending = ""] = /\.(\w+)$/.exec(path) ?? [];
  return ENDINGS[ending.toLowerCase()];
}
