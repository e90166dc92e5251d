import { expandVariables, splitVariables, type TextPart, type VariableLookup } from "../command/expand-variables.ts";
import type { CommandWords } from "../command/prepare-command.ts";
import { AppError } from "../errors/app-error.ts";
import {
  breaksLine,
  escapePercent,
  escapeQuoted,
  LINE_BREAK_HINT,
  quoteForCmd,
  type CmdEscape,
} from "../program/batch-file.ts";
import type { CmdArguments } from "../program/program-call.ts";

/** A call of cmd in a manifest, such as `command: cmd /c $HELM_PLUGIN_DIR\run.cmd`. */
export interface CmdCall {
  readonly chosen: CommandWords;
  readonly lookup: VariableLookup;
  /** The user's arguments. */
  readonly extraArgs: readonly string[];
  /** Whether a word leads to a program. */
  readonly isProgram: (word: string) => boolean;
  /** The beginning of an error's message: `plugin "diff": cannot start "cmd"`. */
  readonly failure: string;
}

interface Line {
  /** The switches, with the one that begins the command line. */
  readonly switches: string;
  /** The manifest's command line, not expanded. */
  readonly text: string;
  /** What follows, expanded; each is one argument. */
  readonly args: readonly string[];
}

/** The switches of a word up to /c, /k or /r. After these the command line begins, even without a space. */
const LAST_SWITCH = /^((?:\/[^ckr/][^/]*)*\/[ckr])(.*)$/is;

/**
 * Delayed expansion reads these characters between quotes too. Only a variable can stand for them without a special
 * meaning.
 */
const DELAYED: Readonly<Record<string, string>> = { LUFF_CARET: "^", LUFF_EXCLAMATION_MARK: "!" };

/**
 * The arguments of cmd. The manifest's command keeps the syntax that its author wrote. Everything else (values
 * of variables, `args`, the user's arguments) means itself, quoted as for a batch file. Undefined if the manifest has
 * neither /c nor /k, because then nothing is read as a command line. Throws AppError "start-failed" if an argument
 * cannot be passed.
 */
export function cmdArguments(call: CmdCall): CmdArguments | undefined {
  const line = findLine(call);
  if (line === undefined) return undefined;
  const delayed = isOn(line.switches, "v", false);
  const text = withReferences(line.text, delayed, call.lookup);
  const escape = makeEscape(call, { ...line, delayed });
  const expanded = expandVariables(text, call.lookup);
  const isProgram = expanded !== "" && call.isProgram(expanded);
  const own = isProgram ? quoteForCmd(expanded, escape) : protectValues(text, call.lookup, escape);
  const parts = [...(own === "" ? [] : [own]), ...line.args.map((argument) => quoteForCmd(argument, escape))];
  if (parts.some(breaksLine)) {
    throw refusal(call, "its command or an argument contains a line break, which would end the line", LINE_BREAK_HINT);
  }
  // If a switch is repeated, the last one counts; without these two, the registry decides. cmd removes the
  // outer pair of quotes.
  const args = ["/e:ON", "/v:OFF", line.switches, `"${parts.join(" ")}"`];
  return { args, variables: delayed && parts.some((part) => part.includes("!LUFF_")) ? DELAYED : {} };
}

function findLine({ chosen, lookup, extraArgs }: CmdCall): Line | undefined {
  const own = [...chosen.words, ...chosen.args];
  const at = own.findIndex((word) => LAST_SWITCH.test(word));
  if (at < 0) return undefined;
  const expand = (word: string): string => expandVariables(word, lookup);
  const [, last = "", rest = ""] = LAST_SWITCH.exec(own[at] ?? "") ?? [];
  const switches = [...own.slice(0, at).map(expand), last].join(" ");
  const words = [...(rest === "" ? [] : [rest]), ...chosen.words.slice(at + 1)].join(" ");
  const args = chosen.args.slice(Math.max(0, at + 1 - chosen.words.length));
  // If the command ends with the switch, the first of `args` is the command line.
  const text = words.trim() === "" ? (args.shift() ?? "") : words;
  return { switches, text, args: [...args.map(expand), ...extraArgs] };
}

/**
 * Makes %HELM_PLUGIN_DIR% at the beginning, and !HELM_PLUGIN_DIR!, a reference like $HELM_PLUGIN_DIR, because the value
 * may contain spaces.
 */
function withReferences(text: string, delayed: boolean, lookup: VariableLookup): string {
  const pattern = delayed ? /^("?)([%!])(HELM_\w+)\2/i : /^("?)(%)(HELM_\w+)\2/i;
  return text.replace(pattern, (whole, quote: string, _mark: string, name: string) =>
    lookup(name) === undefined ? whole : `${quote}\${${name}}`,
  );
}

function makeEscape(call: CmdCall, line: Line & { readonly delayed: boolean }): CmdEscape {
  const extensions = isOn(line.switches, "e", true);
  // "call" expands percent signs a second time.
  const rounds = /^\s*@?call\s/i.test(line.text) ? 2 : 1;
  return (text) => {
    if (!extensions && text.includes("%")) {
      throw refusal(
        call,
        "with /E:OFF cmd cannot receive an argument that contains a %",
        "Take /E:OFF out of the command.",
      );
    }
    let escaped = text;
    for (let round = 0; round < rounds; round++) escaped = escapePercent(escaped);
    if (!line.delayed) return escaped;
    return escaped.replaceAll(/[!^]/g, (mark) => (mark === "!" ? "!LUFF_EXCLAMATION_MARK!" : "!LUFF_CARET!"));
  };
}

/** The command line with the values of its variables, each escaped for its place so that it means itself. */
function protectValues(text: string, lookup: VariableLookup, escape: CmdEscape): string {
  const place = { quoted: false };
  const words = text.split(" ").map((word) => {
    const parts = splitVariables(word);
    if (place.quoted || !isPlain(parts)) return protectInWord(parts, place, { lookup, escape });
    const hasValue = parts.some(({ kind }) => kind === "variable");
    return hasValue ? quoteForCmd(expandVariables(word, lookup), escape) : word;
  });
  return words.join(" ");
}

/** Whether the whole word can be quoted, because nothing around its values has a meaning to cmd. */
function isPlain(parts: readonly TextPart[]): boolean {
  return parts.every((part) => part.kind === "variable" || /^[^"&|<>()^%!]*$/.test(part.text));
}

/** Protects only the values, depending on whether they are between the author's quotes, which `place` tracks. */
function protectInWord(
  parts: readonly TextPart[],
  place: { quoted: boolean },
  { lookup, escape }: { readonly lookup: VariableLookup; readonly escape: CmdEscape },
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
    // A caret would escape the quote that protects the value.
    if (caret) written = written.slice(0, -1);
    caret = false;
    const next = parts[index + 1];
    const closed = next?.kind === "literal" && next.text.startsWith('"');
    const value = lookup(part.name) ?? "";
    written += place.quoted ? escapeQuoted(value, closed, escape) : quoteForCmd(value, escape);
  }
  return written;
}

/** Whether a switch is on: /v:on or /v. */
function isOn(switches: string, name: string, otherwise: boolean): boolean {
  const last = [...switches.matchAll(new RegExp(`/${name}(:off)?`, "gi"))].at(-1);
  return last === undefined ? otherwise : last[1] === undefined;
}

function refusal({ failure }: CmdCall, reason: string, hint: string): AppError {
  return new AppError("start-failed", `${failure}: ${reason}`, { hint });
}
