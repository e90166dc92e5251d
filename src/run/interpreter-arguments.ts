import { expandVariables, splitVariables, type TextPart, type VariableLookup } from "../command/expand-variables.ts";
import type { CommandWords } from "../command/prepare-command.ts";
import { AppError } from "../errors/app-error.ts";
import {
  breaksLine,
  escapePercent,
  escapeQuoted,
  quoteArgument,
  type InterpreterEscape,
} from "../program/batch-file.ts";
import type { InterpreterArguments } from "../program/program-call.ts";

/** A call of Windows's command interpreter by a manifest, such as `command: cmd /c $HELM_PLUGIN_DIR\run.cmd`. */
export interface InterpreterCall {
  readonly chosen: CommandWords;
  readonly lookup: VariableLookup;
  /** The user's arguments. */
  readonly extraArgs: readonly string[];
  /** Whether a word leads to a program. */
  readonly isProgram: (word: string) => boolean;
  /** How the message of an error begins: `plugin "diff": cannot start "cmd"`. */
  readonly failure: string;
}

interface Line {
  /** The switches, the one that begins the command line included. */
  readonly switches: string;
  /** The manifest's command line, nothing expanded. */
  readonly text: string;
  /** What follows, expanded: each an argument. */
  readonly args: readonly string[];
}

/** The switches of a word up to /c, /k or /r, behind which the command line begins, without a space too. */
const LAST_SWITCH = /^((?:\/[^ckr/][^/]*)*\/[ckr])(.*)$/is;

/** Delayed expansion reads these between quotes as well, and only a variable stands for them without another meaning. */
const DELAYED: Readonly<Record<string, string>> = { LUFF_CARET: "^", LUFF_EXCLAMATION_MARK: "!" };

/**
 * The interpreter's arguments: the manifest's command stays the syntax that its author wrote, and all else means itself, quoted
 * as for a batch file: values of variables, `args`, and the user's arguments. Undefined where the manifest has neither /c nor
 * /k, so that nothing is read as a command line. Throws AppError "start-failed" where an argument cannot be given.
 */
export function interpreterArguments(call: InterpreterCall): InterpreterArguments | undefined {
  const line = findLine(call);
  if (line === undefined) return undefined;
  const delayed = isOn(line.switches, "v", false);
  const text = withReferences(line.text, delayed, call.lookup);
  const escape = makeEscape(call, { ...line, delayed });
  const expanded = expandVariables(text, call.lookup);
  const isProgram = expanded !== "" && call.isProgram(expanded);
  const own = isProgram ? quoteArgument(expanded, escape) : protectValues(text, call.lookup, escape);
  const parts = [...(own === "" ? [] : [own]), ...line.args.map((argument) => quoteArgument(argument, escape))];
  if (parts.some(breaksLine)) throw refusal(call, "its command or an argument holds a line break, which ends a line");
  // The last of a switch counts, and without these the registry decides. The outer pair of quotes is the interpreter's own.
  const args = ["/e:ON", "/v:OFF", line.switches, `"${parts.join(" ")}"`];
  return { args, variables: delayed && parts.some((part) => part.includes("!LUFF_")) ? DELAYED : {} };
}

function findLine({ chosen, lookup, extraArgs }: InterpreterCall): Line | undefined {
  const own = [...chosen.words, ...chosen.args];
  const at = own.findIndex((word) => LAST_SWITCH.test(word));
  if (at < 0) return undefined;
  const expand = (word: string): string => expandVariables(word, lookup);
  const [, last = "", rest = ""] = LAST_SWITCH.exec(own[at] ?? "") ?? [];
  const switches = [...own.slice(0, at).map(expand), last].join(" ");
  const words = [...(rest === "" ? [] : [rest]), ...chosen.words.slice(at + 1)].join(" ");
  const args = chosen.args.slice(Math.max(0, at + 1 - chosen.words.length));
  // Where the command ends with the switch, the first of `args` is the command line.
  const text = words.trim() === "" ? (args.shift() ?? "") : words;
  return { switches, text, args: [...args.map(expand), ...extraArgs] };
}

/** Lets %HELM_PLUGIN_DIR% at the beginning, and !HELM_PLUGIN_DIR!, be a reference like $HELM_PLUGIN_DIR: the value may hold spaces. */
function withReferences(text: string, delayed: boolean, lookup: VariableLookup): string {
  const pattern = delayed ? /^("?)([%!])(HELM_\w+)\2/i : /^("?)(%)(HELM_\w+)\2/i;
  return text.replace(pattern, (whole, quote: string, _mark: string, name: string) =>
    lookup(name) === undefined ? whole : `${quote}\${${name}}`,
  );
}

function makeEscape(call: InterpreterCall, line: Line & { readonly delayed: boolean }): InterpreterEscape {
  const extensions = isOn(line.switches, "e", true);
  // "call" expands percent signs a second time.
  const rounds = /^\s*@?call\s/i.test(line.text) ? 2 : 1;
  return (text) => {
    if (!extensions && text.includes("%")) throw refusal(call, "cmd with /E:OFF takes no argument that holds a %");
    let escaped = text;
    for (let round = 0; round < rounds; round++) escaped = escapePercent(escaped);
    if (!line.delayed) return escaped;
    return escaped.replaceAll(/[!^]/g, (mark) => (mark === "!" ? "!LUFF_EXCLAMATION_MARK!" : "!LUFF_CARET!"));
  };
}

/** The command line with the values of its variables, so that each means itself wherever it stands. */
function protectValues(text: string, lookup: VariableLookup, escape: InterpreterEscape): string {
  const place = { quoted: false };
  const words = text.split(" ").map((word) => {
    const parts = splitVariables(word);
    if (place.quoted || !isPlain(parts)) return protectInWord(parts, place, { lookup, escape });
    const hasValue = parts.some(({ kind }) => kind === "variable");
    return hasValue ? quoteArgument(expandVariables(word, lookup), escape) : word;
  });
  return words.join(" ");
}

/** Whether the whole word can be quoted, since nothing around its values has a meaning to the interpreter. */
function isPlain(parts: readonly TextPart[]): boolean {
  return parts.every((part) => part.kind === "variable" || /^[^"&|<>()^%!]*$/.test(part.text));
}

/** Protects the values alone, by where they stand: between quotes of the author's or not, which `place` keeps. */
function protectInWord(
  parts: readonly TextPart[],
  place: { quoted: boolean },
  { lookup, escape }: { readonly lookup: VariableLookup; readonly escape: InterpreterEscape },
): string {
  let written = "";
  let caret = false;
  for (const [index, part] of parts.entries()) {
    if (part.kind === "literal") {
      for (const character of part.text) {
        if (character === '"' && !caret) place.quoted = !place.quoted;
        caret = character === "^" && !caret && !place.quoted;
      }
      written += part.text;
      continue;
    }
    // A caret would take the meaning from the quote that protects the value.
    if (caret) written = written.slice(0, -1);
    caret = false;
    const next = parts[index + 1];
    const closed = next?.kind === "literal" && next.text.startsWith('"');
    const value = lookup(part.name) ?? "";
    written += place.quoted ? escapeQuoted(value, closed, escape) : quoteArgument(value, escape);
  }
  return written;
}

/** Whether a switch stands among others: as /v:on or /v it is on. */
function isOn(switches: string, name: string, otherwise: boolean): boolean {
  const last = [...switches.matchAll(new RegExp(`/${name}(:off)?`, "gi"))].at(-1);
  return last === undefined ? otherwise : last[1] === undefined;
}

function refusal({ failure }: InterpreterCall, reason: string): AppError {
  return new AppError("start-failed", `${failure}: ${reason}`);
}
