import { AppError } from "../errors/app-error.ts";
import { mergeVariables } from "../host/merge-variables.ts";
import { partlyChanged } from "../host/partly-changed.ts";
import { statOf } from "../host/stat-of.ts";
import type { ProgramFinder } from "../lua/library/program-finder.ts";
import { ExpectedFailure } from "../lua/library/system-failure.ts";
import { findProgram, searchedPaths, type FoundProgram } from "../program/find-program.ts";
import type { ProgramHost } from "../program/program-call.ts";
import type { windowsStartAtOnce } from "../program/windows-start.ts";

type Variables = Readonly<Record<string, string>>;

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const NO_BYTES = new Uint8Array();

/**
 * Finds the programs that a Lua script starts, as luff finds those of plugins. On Windows it needs the function that knows
 * batch files and the interpreters of scripts.
 */
export function createProgramFinder(host: ProgramHost, windows?: typeof windowsStartAtOnce): ProgramFinder {
  let lastSearch: Search | undefined;
  const searchFor = (word: string, variables: Variables): Search => {
    // A script starts many programs with the same environment, and often the same one.
    if (lastSearch?.variables !== variables || lastSearch.word !== word) {
      const searched = withVariables(host, variables);
      lastSearch = { word, variables, host: searched, paths: searchedPaths(searched, word) };
    }
    return lastSearch;
  };
  return {
    which(word, environment) {
      const search = searchFor(word, environment);
      return requireFile(search, find(search));
    },
    prepare(argv, { own, program }) {
      const first = argv[0] ?? NO_BYTES;
      const word = decoder.decode(first);
      if (windows === undefined && isRawPath(first, word)) return { file: first, argv, environment: program };
      const search = searchFor(word, own);
      const found = find(search);
      if (windows === undefined) return { file: bytesOfFound(search, found), argv, environment: program };
      const call = {
        asker: "helm.process",
        word,
        args: argv.slice(1).map((each) => decoder.decode(each)),
        variables: {},
      };
      const start = attempt(() => windows(search.host, call, found)) ?? requireFile(search, found);
      if (typeof start !== "object") throw new ExpectedFailure(`${word}: a script cannot start it`, "ENOEXEC");
      const { file, name, args, variables, verbatim } = start;
      return {
        file: encoder.encode(file),
        argv: [name, ...args].map((each) => encoder.encode(each)),
        environment: mergeVariables(program, variables, true),
        ...(verbatim && { verbatim }),
      };
    },
  };
}

/** A search for a word along the PATH of some variables. */
interface Search {
  readonly word: string;
  readonly variables: Variables;
  readonly host: ProgramHost;
  readonly paths: readonly string[] | undefined;
  /** What was found last, as bytes. */
  last?: { readonly file: string; readonly bytes: Uint8Array };
}

function find({ host, word, paths }: Search): FoundProgram {
  return findProgram(host, word, paths);
}

/** The path of what was found. Throws ExpectedFailure if nothing that can be executed was. */
function bytesOfFound(search: Search, found: FoundProgram): Uint8Array {
  const file = requireFile(search, found);
  if (search.last?.file !== file) search.last = { file, bytes: encoder.encode(file) };
  return search.last.bytes;
}

/** Whether it is a path with bytes that are not UTF-8. The system itself says then whether it is a program. */
function isRawPath(bytes: Uint8Array, text: string): boolean {
  return bytes.includes(0x2f) && encoder.encode(text).some((byte, index) => byte !== bytes[index]);
}

/** The host with another environment; names on Windows ignore case. */
function withVariables(host: ProgramHost, variables: Variables): ProgramHost {
  const get = (name: string): string | undefined => {
    if (host.os !== "windows") return Object.hasOwn(variables, name) ? variables[name] : undefined;
    return Object.entries(variables).find(([each]) => each.toUpperCase() === name.toUpperCase())?.[1];
  };
  return partlyChanged(host, { environment: partlyChanged(host.environment, { get }) });
}

/** What to do about a command line in one piece. Names of programs in folders may have spaces. */
function adviceOn(word: string): string {
  return /^[\w.+-]+\s/.test(word) ? "; each argument is an element of its own in the list" : "";
}

/** Throws ExpectedFailure if nothing that can be executed was found. */
function requireFile({ word, host }: Search, found: FoundProgram): string {
  switch (found.kind) {
    case "found":
      return found.file;
    case "missing":
      throw new ExpectedFailure(`${word}: no such program was found${adviceOn(word)}`, "ENOENT");
    case "relative":
      throw new ExpectedFailure(
        `${word}: PATH leads to ${found.file} in the working directory, which luff does not run, for safety`,
        "EACCES",
      );
    case "not-executable":
      throw new ExpectedFailure(`${word}: ${found.file} is ${whatIs(host, found.file)}`, "EACCES");
  }
}

function whatIs(host: ProgramHost, file: string): string {
  return statOf(host, file)?.kind === "directory" ? "a folder, and not a program" : "not executable";
}

/** What does not start is not an error of luff here: the script gets the message. */
function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new ExpectedFailure(error.message, error.code === "interpreter-not-found" ? "ENOENT" : "ENOEXEC");
  }
}
