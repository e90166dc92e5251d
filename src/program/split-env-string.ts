import type { VariableLookup } from "./variable-lookup.ts";

const TOKEN = /\\.|\$\{[A-Za-z_]\w*\}|[^]/gsu;
const BLANK = /^[ \t\n\v\f\r]$/;
const ESCAPES: Readonly<Record<string, string>> = {
  "\\f": "\f",
  "\\n": "\n",
  "\\r": "\r",
  "\\t": "\t",
  "\\v": "\v",
  // Outside of quotes this one ends a word.
  "\\_": " ",
};

/**
 * Splits a text into words as `env -S` of GNU does (build_argv in its env.c): with quotes, escapes, comments and
 * `${NAME}`. A variable that is not set is nothing, not even an empty word. Where env refuses the text, it means
 * itself: an unknown escape, a dollar sign alone. Undefined if a quote does not end.
 */
export function splitEnvString(text: string, lookup: VariableLookup): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === quote) {
      quote = "";
    } else if (quote === "" && (token === "'" || token === '"')) {
      quote = token;
      word ??= "";
    } else if (quote === "" && (BLANK.test(token) || token === "\\_")) {
      endWord();
    } else if (quote === "" && (token === "\\c" || (token === "#" && word === undefined))) {
      break;
    } else {
      const value = quote === "'" ? inSingleQuotes(token) : valueOf(token, lookup);
      if (value !== undefined) word = (word ?? "") + value;
    }
  }
  endWord();
  return quote === "" ? words : undefined;
}

function inSingleQuotes(token: string): string {
  return token === "\\\\" || token === "\\'" ? token.slice(1) : token;
}

function valueOf(token: string, lookup: VariableLookup): string | undefined {
  if (token.startsWith("${") && token.endsWith("}")) return lookup(token.slice(2, -1));
  return /^\\["#$'\\]$/.test(token) ? token.slice(1) : (ESCAPES[token] ?? token);
}
