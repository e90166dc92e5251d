import licenses from "spdx-license-list/full.js";

/** The full text of the licence with this SPDX identifier. Throws if SPDX has none. */
export function licenseText(id: string): string {
  const license = licenses[id];
  if (license === undefined) throw new Error(`SPDX has no licence ${id}`);
  return license.licenseText.trim();
}

/** The MIT licence with its copyright lines. */
export function mitNotice(...copyrights: readonly string[]): string {
  const template = "Copyright (c) <year> <copyright holders>";
  const text = licenseText("MIT");
  if (!text.includes(template)) throw new Error(`SPDX's text of MIT has no line ${template}`);
  return text.replace(template, copyrights.join("\n"));
}

/**
 * The identifiers in an SPDX expression whose texts must be included. Those with an exception are left out: according
 * to GCC's and LLVM's exceptions, a program need not include the licence of the compiler's library that is linked into
 * it.
 */
export function licensesToHandOn(expression: string): string[] {
  const terms = expression.replaceAll(/[()]/g, " ").split(/\s+(?:AND|OR)\s+/);
  return terms.map((term) => term.trim()).filter((term) => !term.includes(" WITH "));
}
