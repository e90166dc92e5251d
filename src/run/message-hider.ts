import { hideShapes } from "../text/secrets/secret-shapes.ts";
import { valueHider } from "../text/secrets/hide-values.ts";

/**
 * Makes what takes secrets out of a module's messages: those that it was given by variables, its configuration and the user's words, and tokens by
 * their forms. What a module prints by itself stays.
 */
export function messageHider(
  environments: readonly Readonly<Record<string, string>>[],
  words: readonly string[],
): (text: string) => string {
  let hide: ((text: string) => string) | undefined;
  return (text) => {
    // Most modules have no message.
    hide ??= valueHider(environments, words);
    return hideShapes(hide(text));
  };
}
