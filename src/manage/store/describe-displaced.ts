import type { Displaced } from "./journal.ts";

/** Says where a plugin is whose place something else has taken. */
export function describeDisplaced({ place, kept }: Displaced): string {
  return `something else has been put into ${place}, so what was there before the change is now in ${kept}; remove it if you do not need it`;
}
