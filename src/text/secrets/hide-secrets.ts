import { isLoginName, isSecretName } from "./secret-name.ts";

/** What stands in the place of a secret. */
export const HIDDEN = "***";

/** Shorter values are too common to be looked for in other texts. */
const SHORTEST = 4;
/** Values that say nothing, although a variable's name sounds like a secret. */
const PLAIN_VALUES = new Set(["true", "false", "none", "null", "default"]);

/** How much is shown of a word. */
const LONGEST = 500;

/** A name and what stands between it and its value: of a setting, of a flag, and of a header or a key of JSON or YAML. */
const SETTING = /(?<![\w.[\]-])([\w.[\]-]+)=/g;
const FLAG = /(?<!\S)(--?[\w.-]+)\s+(?!-)/g;
const PAIR = /(?<![\w.-])([\w.-]+)(?:"?'?:\s+|"':|":)/g;
/** A value: between quotation marks, otherwise up to the next blank, or in a header also up to a quotation mark. */
const WORD = /"[^"]*"?|'[^']*'?|\S+/y;
const PART = /"[^"]*"?|'[^']*'?|[^\s"']+/y;
/** What the header Authorization holds. */
const SCHEME = /\b(bearer|basic)(\s+)([\w.~+/=-]+)/gi;
/** A user and a password, as curl takes them. */
const LOGIN = /(\s(?:-u|--user)[\s=]+)("[^"]*:[^"]*"?|'[^']*:[^']*'?|[^\s:]+:\S+)/g;
/** The query of an address, which may let its owner in. */
const QUERY = /(\bhttps?:\/\/[^\s?"']*\?)[^\s"']+/gi;

/** A text without what looks like a secret in it, by the names before it: flags, settings, headers, logins, and queries of addresses. */
export function hideSecrets(text: string): string {
  const plain = text.replaceAll(QUERY, "$1…").replaceAll(SCHEME, `$1$2${HIDDEN}`).replaceAll(LOGIN, `$1${HIDDEN}`);
  return hideBehind(hideBehind(hideBehind(plain, SETTING, WORD), FLAG, WORD), PAIR, PART);
}

/** Hides the value behind each secret name. What stands behind other names may be another name. */
function hideBehind(text: string, name: RegExp, value: RegExp): string {
  let shown = "";
  let done = 0;
  for (const found of text.matchAll(name)) {
    const start = found.index + found[0].length;
    if (found.index < done || !isHidden(found[1] ?? "")) continue;
    value.lastIndex = start;
    const [secret] = value.exec(text) ?? [""];
    if (secret === "") continue;
    shown += text.slice(done, start) + HIDDEN;
    done = start + secret.length;
  }
  return shown + text.slice(done);
}

/** The words of a command line in one text, without secrets. A word with a blank or a quotation mark is between quotation marks. */
export function showWords(words: readonly string[]): string {
  const shown: string[] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? "";
    const isValue = /^--?[\w.-]+$/.test(before) && isHidden(before) && !word.startsWith("-");
    shown.push(isValue ? HIDDEN : quoteWord(hideInWord(word)));
  }
  return shown.join(" ");
}

/** In a word alone, the value of a setting goes to the word's end, whatever is in it. */
function hideInWord(word: string): string {
  for (const { index, 0: setting, 1: name = "" } of word.matchAll(SETTING)) {
    if (isHidden(name)) return `${word.slice(0, index)}${setting}${HIDDEN}`;
  }
  const [, header = ""] = /^([\w-]+):\s/.exec(word) ?? [];
  return isSecretName(header) ? `${header}: ${HIDDEN}` : word;
}

function isHidden(name: string): boolean {
  return isSecretName(name) || isLoginName(name);
}

/** A word that can be told from its neighbours. Of a very long one, such as a script, the beginning is enough. */
function quoteWord(given: string): string {
  const word = given.length > LONGEST ? `${given.slice(0, LONGEST)}…` : given;
  return /^[^\s"]+$/.test(word) ? word : `"${escapeQuotes(word)}"`;
}

function escapeQuotes(text: string): string {
  return text.replaceAll('"', '\\"');
}

/** Makes a function that replaces the values of secret variables in any text: a command may have expanded one into a word. */
export function valueHider(...environments: readonly Readonly<Record<string, string>>[]): (text: string) => string {
  const values = environments
    .flatMap((variables) => Object.entries(variables))
    .filter(([name, value]) => isSecretName(name) && isFindable(value))
    .map(([, value]) => value)
    .toSorted((a, b) => b.length - a.length);
  // showWords shows a value with quotation marks so.
  const distinct = [...new Set(values.flatMap((value) => [value, escapeQuotes(value)]))];
  return (text) => {
    let shown = text;
    for (const value of distinct) shown = shown.replaceAll(value, () => HIDDEN);
    return shown;
  };
}

function isFindable(value: string): boolean {
  return value.length >= SHORTEST && !PLAIN_VALUES.has(value.toLowerCase());
}

/** A variable as `NAME=value`, without the value if it is or has a secret. */
export function showVariable(name: string, value: string): string {
  const isSecret = value !== "" && !PLAIN_VALUES.has(value.toLowerCase()) && isSecretName(name);
  return `${name}=${isSecret || isLoginName(name) ? HIDDEN : value}`;
}
