import { hideInJson } from "./hide-in-json.ts";
import { hideSecrets, isFlag, isHidden, isSwitch, SETTING, type Found } from "./hide-secrets.ts";
import { isSecretName, isTelling } from "./secret-name.ts";
import { HIDDEN } from "./secret-shapes.ts";

/** How much is shown of a word. */
const LONGEST = 500;

/**
 * The words of a command line in one text, without secrets. A word with a blank or a quotation mark is between quotation marks. `hide` takes known
 * secrets out of a word.
 */
export function showWords(words: readonly string[], hide: (text: string) => string = same): string {
  return hideInWords(words.map(hide), () => {})
    .map(quoteWord)
    .join(" ");
}

function same(text: string): string {
  return text;
}

/** The secrets that a command line has, by the names before them. */
export function secretsOfWords(words: readonly string[]): readonly string[] {
  const secrets: string[] = [];
  hideInWords(words, (secret) => void secrets.push(secret));
  const logins = words.flatMap((word) => [...word.matchAll(ADDRESS_LOGIN)].map(([, login = ""]) => login));
  // A user and a password, of which the second is the secret.
  const passwords = [...secrets, ...logins].flatMap((secret) => /^[^\s/:]*:(.+)$/s.exec(secret)?.[1] ?? []);
  return [...secrets, ...passwords];
}

/** The user and the password of an address, also of one without a scheme. An image may have a digest there. */
const ADDRESS_LOGIN = /(?:\/\/|^)([^\s/:@]*:[^\s@/]+)@(?!sha\d+:)/g;

function hideInWords(words: readonly string[], found: Found): readonly string[] {
  const isLogin = words.includes("login");
  return words.map((word, index) => {
    const before = words[index - 1] ?? "";
    if (!isValueOf(before, word, isLogin)) return hideInWord(word, found);
    // A user alone may be a word as common as admin.
    if (isTelling(before) || before === "-p" || word.includes(":")) found(word);
    return HIDDEN;
  });
}

/** Whether a word is the secret value of the flag before it. `helm registry login` has -u and -p for a user and a password. */
function isValueOf(before: string, word: string, isLogin: boolean): boolean {
  if (!/^--?[\w.-]+$/.test(before) || isFlag(word)) return false;
  return (
    isHidden(before) || (isLogin && (before === "-p" || before === "-u")) || (isUser(before) && word.includes(":"))
  );
}

/** Whether a flag may have a user and a password, as curl takes them. */
function isUser(flag: string): boolean {
  return /^(?:-[uU]|--(?:proxy-|http-|basic-|repo-|registry-)?(?:user|login))$/.test(flag);
}

/** A header, also behind curl's flag in the same word. */
const HEADER = /^(?:-H\s*|--[\w-]*header=)?([\w-]+)\s{0,5}:(?!\/\/|=)\s*/;
/** A login that may have blanks in it. */
const LOGIN = /^((?:[\w.-]+=)?(?:[a-z][a-z0-9+.-]*:)?\/\/)[^/@]*:[^/]*@/i;
/** The name of a variable of a container, whose value is in another setting. */
const NAMED = /\.name=[^,]+/g;

/** A name and a value with nothing but blanks between them. */
const TWO = /^(\s*["']?([\w.-]+)["']?\s+)(\S+)\s*$/;

/** In a word alone, the value of a setting goes to the word's end, whatever is in it. */
function hideInWord(word: string, found: Found): string {
  const json = hideJson(word, found);
  if (json !== undefined) return json;
  const [, before = "", name = "", value = ""] = TWO.exec(word) ?? [];
  if (!name.startsWith("-") && isTelling(name)) {
    found(value);
    return before + HIDDEN;
  }
  const header = HEADER.exec(word);
  if (header !== null && isSecretName(header[1] ?? "")) {
    found(word.slice(header[0].length));
    return `${header[0].trimEnd()} ${HIDDEN}`;
  }
  const namesSecret = [...word.matchAll(NAMED)].some(([name]) => isSecretName(name.slice(".name=".length)));
  for (const { index, 0: setting, 1: name = "" } of word.matchAll(SETTING)) {
    if (!isHidden(name) && !(namesSecret && name.endsWith(".value"))) continue;
    const secret = word.slice(index + setting.length);
    if (isSwitch(secret)) continue;
    if (isTelling(name) || namesSecret) for (const each of [secret, secret.split(",", 1)[0] ?? ""]) found(each);
    return `${hideSecrets(word.slice(0, index), found)}${setting}${HIDDEN}`;
  }
  return hideSecrets(word.replace(LOGIN, `$1${HIDDEN}@`), found);
}

/** A word that is JSON, or JSON behind `NAME=`; undefined if it is neither. */
function hideJson(word: string, found: Found): string | undefined {
  const [, before = "", value = ""] = /^([\w.[\]\\/-]*=)?([[{][^]*)$/.exec(word) ?? [];
  if (value === "" || isHidden(before.slice(0, -1))) return undefined;
  const json = hideInJson(value, found);
  return json === undefined ? undefined : before + json;
}

/** A word that can be told from its neighbours. Of a very long one, such as a script, the beginning is enough. */
function quoteWord(given: string): string {
  const word = given.length > LONGEST ? `${given.slice(0, LONGEST)}…` : given;
  return /^[^\s"]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
