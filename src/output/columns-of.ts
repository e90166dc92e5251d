import stringWidth from "fast-string-width";

/** Beyond ASCII a letter may take two columns, or none. */
const BEYOND_ASCII = /[^ -~]/;

/** The columns of a terminal that a text takes. Most texts are ASCII. */
export function columnsOf(text: string): number {
  return BEYOND_ASCII.test(text) ? stringWidth(text) : text.length;
}
