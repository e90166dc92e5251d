import type { GivenVariable } from "./raw-variables.ts";

/** The bytes of texts that this process received: a string cannot hold what is not UTF-8. A string stands for its UTF-8 bytes. */
export interface RawTexts {
  /** Arguments of this process, which are the last of the texts, in order. */
  arguments(texts: readonly string[]): readonly (string | Uint8Array)[];
  /** Variables of this process among others, NAME=VALUE each. What is `set` counts before what this process received. */
  variables(
    variables: Readonly<Record<string, string>>,
    set?: readonly GivenVariable[],
  ): readonly (string | Uint8Array)[];
}
