/** A part of an executable that is not luff's own source. */
export interface Component {
  readonly name: string;
  /** Undefined if the component around it fixes the version. */
  readonly version?: string;
  readonly license: License;
  /** The address of its source. */
  readonly home: string;
  /** Its purpose in luff, as a sentence. */
  readonly role?: string;
  /** Its package URL, if it is a package of a registry. */
  readonly purl?: string;
  /** The SHA-512 of the package's file, in hexadecimal digits. */
  readonly sha512?: string;
  /** What its licence requires us to include: copyright lines and terms, word for word. */
  readonly notice?: string;
  /** Components that are linked into it. */
  readonly parts?: readonly Component[];
}

/** A licence as an SPDX expression. If different files have different licences: the page that lists them. */
export type License = { readonly spdx: string } | { readonly page: string };
