import { wrapSpans } from "../../text/markdown/wrap.ts";

/** A text in bold, if it is for a terminal that shows that. */
export function bold(text: string, styled: boolean): string {
  return wrapSpans([{ text, strong: styled }], Infinity).join("");
}
