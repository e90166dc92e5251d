/** The bytes of a page of memory. */
export const PAGE = 65_536;

/** What to do if the pages do not suffice. */
export const MORE_PAGES =
  "Allow more by runtimeConfig.memory.maxPages in the manifest, or by a larger limit on memory.";

/** What to do if another limit of the manifest is reached. */
export function moreOf(field: "maxHttpResponseBytes" | "maxVarBytes"): string {
  return `Its author can set runtimeConfig.memory.${field} to a larger value.`;
}
