/**
 * Characters that change how a terminal shows the text around them, or that nobody sees: control characters but those
 * below U+0020, the ends of lines and paragraphs, marks of the direction, and all that Unicode calls ignorable. The two
 * joiners and the selectors of variants remain: scripts and emoji need them.
 */
const STEERING =
  /[\u007F-\u009F\u2028\u2029\uFFF9-\uFFFB]|(?!\u200C|\u200D|[\uFE00-\uFE0F])\p{Default_Ignorable_Code_Point}/gu;

/** Control characters below U+0020, ends of lines and tabs too. */
const LOW = /[\0-\u001F]/g;

/** Replaces each character that steers a terminal. Those below U+0020 remain. */
export function replaceSteering(text: string, replacement: (character: string) => string): string {
  return text.replace(STEERING, replacement);
}

/** Replaces each character that steers a terminal, and each below U+0020. */
export function replaceControls(text: string, replacement: (character: string) => string): string {
  return replaceSteering(text, replacement).replace(LOW, replacement);
}

/** A character as JSON and JavaScript escape it: U+2028 as \u2028, one beyond U+FFFF as two of them. */
export function escapeCharacter(character: string): string {
  let text = "";
  for (let at = 0; at < character.length; at++) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return text;
}
