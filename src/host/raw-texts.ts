/** The bytes of texts that this process received: a string cannot hold what is not UTF-8. A string stands for its UTF-8 bytes. */
export interface RawTexts {
  /** Arguments of this process, which are the last of the texts, in order. */
  arguments(texts: readonly string[]): readonly (string | Uint8Array)[];
  /** Variables of this process among others, NAME=VALUE each. */
  variables(variables: Readonly<Record<string, string>>): readonly (string | Uint8Array)[];
}
