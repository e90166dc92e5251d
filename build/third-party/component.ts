/** What stands in an executable besides luff's own source. */
export interface Component {
  readonly name: string;
  /** Undefined where the component that holds it fixes the version. */
  readonly version?: string;
  readonly license: License;
  /** Where its source is. */
  readonly home: string;
  /** What it is for in luff, as a sentence. */
  readonly role?: string;
  /** Its package URL, where a package of some registry is meant. */
  readonly purl?: string;
  /** Of the package's file, in hexadecimal digits. */
  readonly sha512?: string;
  /** What its licence wants to be handed on: copyright lines and terms, word for word. */
  readonly notice?: string;
  /** What is linked into it. */
  readonly parts?: readonly Component[];
}

/** A licence as an SPDX expression, or, where several hold for several files, the page that lists them. */
export type License = { readonly spdx: string } | { readonly page: string };
