import type { Host } from "../host/host.ts";
import { askedBy, type AskedInterpreter } from "./choose-interpreter.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import {
  FIRST_LINE_BYTES,
  findFirstLine,
  isFirstLineCut,
  parseFirstLine,
  TOO_LONG,
  type FirstLine,
} from "./first-line.ts";
import { interpreterByEnding, type Interpreter } from "./interpreters.ts";
import type { VariableLookup } from "./variable-lookup.ts";
import { wideEncoding } from "./wide-encoding.ts";

/** What starts a Windows file. */
export type FileKind =
  /** The system starts it: it is a program, whatever its name. */
  | { readonly kind: "program" }
  /** An interpreter starts it. `because` says what asks for the interpreter: "its first line", "its ending .sh". */
  | {
      readonly kind: "script";
      readonly because: string;
      /** With the variables that its first line may expand. */
      readonly ask: (lookup: VariableLookup) => AskedInterpreter;
    }
  /** Nothing starts it. */
  | { readonly kind: "unknown"; readonly why: UnknownFile };

/** Why nothing starts a file: a clause, and a hint if there is a better one than what a file must be. */
export interface UnknownFile extends Obstacle {
  readonly isEmpty: boolean;
}

const MZ = [0x4d, 0x5a];

/** By the first characters of their programs; macOS has one for a program of several processors too. */
const OTHER_SYSTEMS: Readonly<Record<string, string>> = {
  "\u007fELF": "Linux",
  "\u00cf\u00fa\u00ed\u00fe": "macOS",
  "\u00ca\u00fe\u00ba\u00be": "macOS",
};

/**
 * How to start a Windows file that is not a batch file and does not have a program's ending. Throws HostError if it
 * cannot be read.
 */
export function inspectFile({ files }: Pick<Host, "files">, file: string): FileKind {
  const head = files.read(file, FIRST_LINE_BYTES);
  if (head[0] === MZ[0] && head[1] === MZ[1]) return { kind: "program" };
  const unread = unreadEncoding(head, interpreterByEnding(file));
  if (unread !== undefined) return { kind: "unknown", why: { ...unread, isEmpty: false } };
  const line = findFirstLine(head);
  if (line !== undefined && line !== "") {
    const isCut = isFirstLineCut(head);
    const ask = (lookup: VariableLookup): AskedInterpreter => askedBy(isCut ? CUT_LINE : parseFirstLine(line, lookup));
    return { kind: "script", because: "its first line", ask };
  }
  const system = systemOf(head);
  const interpreter = system === undefined ? interpreterByEnding(file) : undefined;
  if (interpreter === undefined) {
    return line === undefined
      ? { kind: "unknown", why: whyUnknown(head, system) }
      : { kind: "script", because: "its first line", ask: () => askedBy({ interpreter: "", args: [], variables: {} }) };
  }
  const because = `its ending ${file.slice(file.lastIndexOf("."))}`;
  const asked = { interpreter, name: "", args: [], variables: {} };
  return { kind: "script", because, ask: () => asked };
}

const CUT_LINE: FirstLine = { interpreter: "", args: [], variables: {}, fault: TOO_LONG };

/** The encoding of a script's first bytes that the interpreter does not read; undefined if it may read them. */
export function unreadEncoding(head: Uint8Array, interpreter: Interpreter | undefined): Required<Obstacle> | undefined {
  const encoding = interpreter?.readsUtf16 === true ? undefined : wideEncoding(head);
  return (
    encoding && {
      reason: `it is ${encoding} text; expected UTF-8`,
      hint: "Save it as UTF-8 without a byte order mark.",
    }
  );
}

function whyUnknown(head: Uint8Array, system: string | undefined): UnknownFile {
  if (head.length === 0) return { reason: "it is empty", isEmpty: true };
  const reason = system === undefined ? "the system does not know its format" : `it is a program for ${system}`;
  return { reason, isEmpty: false };
}

/** The other system that starts a program with this beginning. */
function systemOf(head: Uint8Array): string | undefined {
  return OTHER_SYSTEMS[new TextDecoder("latin1").decode(head.subarray(0, 4))];
}
