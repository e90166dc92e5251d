import { isLoginName, isSecretName } from "./secret-name.ts";
import { HIDDEN } from "./secret-shapes.ts";
import { secretsOfWords } from "./show-words.ts";

/** Shorter values are too common to be looked for in other texts. */
const SHORTEST = 4;
/** Values that say nothing, although a variable's name sounds like a secret. */
const PLAIN_VALUES = new Set(["true", "false", "none", "null", "default"]);
/** Words that a command line or a message of Helm has anyway. */
const COMMON_WORDS = new Set(["helm", "luff", "kubectl", "kubernetes"]);
/** A shorter value may be a part of another word by chance, and is hidden only as a whole word. */
const SHORTEST_ANYWHERE = 16;
/** The path of a folder or a file, of words in small letters. What begins with "/" and looks random is no path. */
const PATH = /^(?:~|\.{1,2}|[a-z]:)?(?:[\\/][A-Z]?[a-z\d._-]+)+[\\/]?$|^[A-Za-z]:[\\/]/;
/** What may stand just before a whole word although it ends in a letter or a digit: a flag of one letter, an escaped character, a colour. */
const BEFORE_WORD = /(?:(?:^|[\s"'])-[a-z]|%[\da-f]{2}|\\[nrt]|\p{Cc}\[[\d;]*m)$/iu;
/** The password of an address, whatever the name of its variable. */
const PASSWORD = /:\/\/[^\s/:@]*:([^\s@/]+)@/g;

type Variables = Readonly<Record<string, string>>;

/**
 * Makes a function that replaces in any text the secrets of variables and of a command line: a command may have expanded one into a word. A secret is
 * known by the name of its variable, its flag or its setting.
 */
export function valueHider(
  environments: readonly Variables[],
  words: readonly string[] = [],
): (text: string) => string {
  const secrets = [...environments.flatMap(secretsOfVariables), ...secretsOfWords(words)].filter(isFindable);
  const distinct = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  return (text) => distinct.reduce(hideValue, text);
}

function hideValue(text: string, value: string): string {
  return text.replaceAll(value, (_, start: number) =>
    value.length >= SHORTEST_ANYWHERE || isWhole(text, start, start + value.length) ? HIDDEN : value,
  );
}

/** Whether a part of a text does not go on in a letter, a digit or "_" before or behind it. */
function isWhole(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 20), start);
  const startsInside = /[\p{L}\p{N}_]$/u.test(before) && /^[\p{L}\p{N}_]/u.test(text.slice(start, end));
  const endsInside = /[\p{L}\p{N}_]{2}$/u.test(text.slice(end - 1, end + 1));
  return (!startsInside || BEFORE_WORD.test(before)) && !endsInside;
}

function secretsOfVariables(variables: Variables): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    isSecretName(name) ? [value] : [...value.matchAll(PASSWORD)].map(([, password = ""]) => password),
  );
}

/** How a text may have a secret: as it is, between quotation marks, in JSON, in an address. */
function formsOf(secret: string): readonly string[] {
  const forms = [secret, secret.replaceAll('"', '\\"'), JSON.stringify(secret).slice(1, -1)];
  return secret.isWellFormed() ? [...forms, encodeURIComponent(secret)] : forms;
}

function isFindable(value: string): boolean {
  const word = value.toLowerCase();
  const isCommon = PLAIN_VALUES.has(word) || COMMON_WORDS.has(word) || PATH.test(value);
  return value.length >= SHORTEST && !isCommon && value !== HIDDEN;
}

/** A variable as `NAME=value`, without the value if it is or has a secret. */
export function showVariable(name: string, value: string): string {
  const isSecret = value !== "" && !PLAIN_VALUES.has(value.toLowerCase()) && isSecretName(name);
  return `${name}=${isSecret || isLoginName(name) ? HIDDEN : value}`;
}
