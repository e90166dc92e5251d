import { isLoginName, isSecretName, isTelling } from "./secret-name.ts";
import { HIDDEN, hideShapes } from "./secret-shapes.ts";

/** Called with each secret that is hidden. */
export type Found = (secret: string) => void;

/**
 * A name and what stands between it and its value: of a setting, of a flag, of a header, a key of YAML or a column, of an element of XML, of what is
 * encoded for an address, and of a key of JSON.
 */
export const SETTING = /(?<![\w.[\]-])([\w.[\]-]+)(?:=|["']?(?:\s{0,5}(?:[:?+]=|=>)|\s{1,5}={1,3})\s{0,5})/g;
const FLAG = /(?<!\S)(--?[\w.-]+)\s+(?!-(?:-?[a-z]?(?:[\s="']|$)|-[a-z]))/gi;
const PAIR = /(?<![\w.-])([\w.-]+)(?:[ \t]{0,5}:\s+|\t[\t ]*)/g;
const ELEMENT = /<([\w.:-]+)(?:\s[^<>]*)?>(?=(?:<!\[CDATA\[)?[^<]*<\/)/g;
const ENCODED = /(?<![\w.-])(?:22|26|3F)?([\w.-]+)(?:%22(?:%20|\+)*%3A(?:%20|\+)*|%3D)/gi;
const KEY = /(?:[{,]\s{0,20}\\?["']?|^\s{0,20}\\?["'])([\w.-]+)\\?["']?\s{0,20}:(?!\/\/)/gm;
/** A value: between quotation marks, otherwise up to the next blank, or in a header also up to a quotation mark. */
const WORD = /"[^"]*"?|'[^']*'?|\S+/y;
const PART = /"[^"]*"?|'[^']*'?|[^\s"']+/y;
/** A value in JSON, which may stand in a text between quotation marks; of a list or an object up to its first end. */
const VALUE = /\s*(?:\\"[^"]*"?|"(?:[^"\\]|\\.)*"?|'[^']*'?|\{[^}]*\}?|\[[^\]]*\]?|[^\s"',}\]]+)/y;
const CONTENT = /(?:<!\[CDATA\[)?[^<]+/y;
const ENCODED_VALUE = /%22(?:%5C%22|(?!%22)[^\s"'])*(?:%22)?|(?:(?!%2C|%7D|%26)[^\s&"',])+/iy;
/** What the headers for logins hold: several words. */
const HEADER = /(?<![\w-])((?:proxy-)?authorization|(?:set-)?cookie):\s*([^"'\r\n]+)/gi;
const SCHEME = /\b(bearer|basic)(\s+)([\w.~+/=-]+)/gi;
/** A user and a password, as curl takes them. */
const LOGIN =
  /((?<!\S)(?:(?:-u|-U|--(?:proxy-|http-|basic-|repo-|registry-)?(?:user|login))[\s=]+|-u(?=\w+:)))("[^"]*:[^"]*"?|'[^']*:[^']*'?|[^\s:]+:\S+)/g;
/** An address of the web, whose query may let its owner in. */
const WEB_ADDRESS = /\bhttps?:\/\/[^\s"']+/gi;
/** The user of an address may be a token. ssh asks for a name there, but not for a password behind it. */
const USER =
  /((?<![a-z0-9+.-])(?!(?:git\+)?ssh:\/\/[^\s/?#"'@:]+@)[a-z][a-z0-9+.-]{0,20}:|(?<![^\s"'=,(]))\/\/[^\s/?#"'@]+@/gi;
/** A user and a password in an address without a scheme. What is like one and is none: an image with its digest, a path of Windows. */
const BARE_LOGIN = /(?<![^\s"'=,(])[^\s/:@"'=,(]+:(?!\\)[^\s/@]+@(?!sha\d+:)(?=[\w[])/g;

/** A text without what looks like a secret in it, by its shape, its place or the name before it: flags, settings, headers, logins, addresses. */
export function hideSecrets(text: string, found: Found = ignore): string {
  const plain = hideShapes(text)
    .replaceAll(WEB_ADDRESS, withoutQuery)
    .replaceAll(USER, `$1//${HIDDEN}@`)
    .replaceAll(BARE_LOGIN, `${HIDDEN}@`)
    .replaceAll(HEADER, `$1: ${HIDDEN}`)
    .replaceAll(SCHEME, `$1$2${HIDDEN}`)
    .replaceAll(LOGIN, `$1${HIDDEN}`);
  const rules: readonly [name: RegExp, value: RegExp][] = [
    [ELEMENT, CONTENT],
    [ENCODED, ENCODED_VALUE],
    [KEY, VALUE],
    [SETTING, WORD],
    [FLAG, WORD],
    [PAIR, PART],
  ];
  return rules.reduce((shown, [name, value]) => hideBehind(shown, { name, value, found }), plain);
}

function withoutQuery(address: string): string {
  const query = address.indexOf("?") + 1;
  return query === 0 || query === address.length ? address : `${address.slice(0, query)}…`;
}

function ignore(): void {}

interface Rule {
  readonly name: RegExp;
  readonly value: RegExp;
  readonly found: Found;
}

/** Hides the value behind each secret name. What stands behind other names may be another name. */
function hideBehind(text: string, { name, value, found }: Rule): string {
  let shown = "";
  let done = 0;
  for (const match of text.matchAll(name)) {
    const start = match.index + match[0].length;
    if (match.index < done || !isHidden(match[1] ?? "")) continue;
    value.lastIndex = start;
    const [secret] = value.exec(text) ?? [""];
    if (secret === "" || isSwitch(secret)) continue;
    if (isTelling(match[1] ?? "")) found(secret.trim().replaceAll(/^(?:\\?["']|%22)|(?:\\?["']|%22)$/g, ""));
    shown += text.slice(done, start) + HIDDEN;
    done = start + secret.length;
  }
  return shown + text.slice(done);
}

/** Whether a value only turns something on or off, such as that of auth.enabled. Other settings may follow it. */
export function isSwitch(value: string): boolean {
  return /^["']?(?:true|false)["']?(?:,|$)/i.test(value);
}

/** Whether a word behind a flag is another flag, `--name` or `-x`, or the sign for stdin, and not the flag's value. */
export function isFlag(word: string): boolean {
  return /^-(?:-?[a-z]?(?:=|$)|-[a-z])/i.test(word);
}

/** Whether what a name stands before is left out: it holds a secret or a user for a server. */
export function isHidden(name: string): boolean {
  return isSecretName(name) || isLoginName(name);
}
