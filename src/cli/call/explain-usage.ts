import { findNearestWord } from "../../text/nearest-word.ts";

/** What is wrong with the words of a command, as the rest of a sentence, and what may have been meant. */
export interface UsageFault {
  readonly reason: string;
  readonly hint?: string;
}

/** Says in plain words what clipanion says of the words that follow a command's name. Its message ends with an empty line and lines of usage. */
export function explainUsage(message: string, words: readonly string[]): UsageFault {
  const [said = "", ...more] = message.replace(/^[A-Z][A-Za-z ]+: /, "").split("\n\n");
  const usage = more.join(" ").replaceAll("\n", " ");
  const [, shape = ""] = /luff (.*)/.exec(more.join("\n")) ?? [];
  const [, value = ""] = /\((".*")\)/s.exec(said) ?? [];
  const [, missing = "a word"] = /<([A-Z|]+)>/.exec(usage) ?? [];
  if (said.startsWith("Not enough positional")) return { reason: `${missing} is missing` };
  if (said.startsWith("Extraneous positional")) return { reason: `there is one word too many: ${value}` };
  if (said.startsWith("Unsupported option")) return unknownFlag(value.slice(1, -1), usage);
  if (said.startsWith("Invalid option")) return invalidFlag(value.slice(1, -1), usage);
  const [, flag] = /^Not enough arguments to option ([^ ]+?)\.?$/.exec(said) ?? [];
  if (flag !== undefined) return { reason: `the flag ${flag} needs a value` };
  if (said.startsWith("Command not found")) return unfit(usage, shape, words);
  return { reason: `${said.charAt(0).toLowerCase()}${said.slice(1).replace(/[.;:]$/, "")}` };
}

/** A flag with a value that it does not take, or what no flag can be called. */
function invalidFlag(word: string, usage: string): UsageFault {
  const flag = word.replace(/=.*/s, "");
  const known: readonly string[] = usage.match(/--?[\w-]+/g) ?? [];
  return known.includes(flag) ? { reason: `the flag ${flag} takes no value` } : unknownFlag(word, usage);
}

function unknownFlag(flag: string, usage: string): UsageFault {
  const nearest = findNearestWord(flag, usage.match(/--[a-z-]+/g) ?? []);
  return { reason: `there is no flag ${flag}`, ...(nearest !== undefined && { hint: `Did you mean ${nearest}?` }) };
}

/**
 * The words do not fit the only usage: a flag is missing that it must have, there is one that it does not have, or there are more words than
 * it has places for.
 */
function unfit(usage: string, shape: string, words: readonly string[]): UsageFault {
  const required = [...usage.matchAll(/<((?:-\w,)?--[a-z-]+)/g)].map(([, names = ""]) => names.split(","));
  const missing = required.find((names) => !words.some((word) => names.includes(word.split("=", 1)[0] ?? "")));
  if (missing !== undefined) return { reason: `${missing.at(-1)} is missing` };
  const strange = strangeFlag(shape, words);
  if (strange !== undefined) return unknownFlag(strange, shape);
  const { surplus, hint } = surplusOf(shape, words);
  if (surplus === undefined) return { reason: `does not understand: ${words.slice(1).join(" ")}` };
  return { reason: `there is one word too many: ${JSON.stringify(surplus)}`, ...(hint !== undefined && { hint }) };
}

/** The first of the words that is a flag without a place in a usage; undefined if there is none. */
function strangeFlag(shape: string, words: readonly string[]): string | undefined {
  const known: readonly string[] = shape.match(/--?[\w-]+/g) ?? [];
  const valued = valuedFlags(shape);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return undefined;
    const [flag = ""] = /^--[^=]+|^-[a-zA-Z]$/.exec(word) ?? [];
    if (valued.includes(word)) at++;
    // Clipanion takes each switch with `no-` too.
    else if (flag !== "" && !known.includes(flag) && !known.includes(flag.replace(/^--no-/, "--"))) return flag;
  }
  return undefined;
}

/** The flags of a usage that need a value, by all their names. */
function valuedFlags(shape: string): readonly string[] {
  return [...shape.matchAll(/[[<]([^\]> ]+) #\d/g)].flatMap(([, names = ""]) => names.split(","));
}

/** Flags that Helm has with a value, which luff takes only behind "=". */
const BOUND: readonly string[] = ["--verify", "--sign"];

/** The first of the words for which a usage such as "plugin lint [--strict] [-o,--output #0] [DIR]" has no place, and what may have led to it. */
function surplusOf(shape: string, words: readonly string[]): { readonly surplus?: string; readonly hint?: string } {
  if (shape.endsWith("...")) return {};
  const valued = valuedFlags(shape);
  const path = shape.split(" ").filter((word) => /^[a-z]/.test(word));
  const places = shape.match(/[[<][A-Z|]+[\]>]/g)?.length ?? 0;
  const own: string[] = [];
  let hint: string | undefined;
  for (let at = path.length; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) own.push(word);
    else if (valued.includes(word)) at++;
    else if (/^(?:true|false)$/.test(words[at + 1] ?? "")) hint = valueHint(word, words[at + 1] ?? "");
  }
  const surplus = own[places];
  return surplus === undefined ? {} : { surplus, ...(hint !== undefined && { hint }) };
}

function valueHint(flag: string, value: string): string {
  return BOUND.includes(flag) ? `Write ${flag}=${value}.` : `The flag ${flag} takes no value: leave out ${value}.`;
}
