/**
 * The largest manifest that luff reads. Published ones have about a thousand bytes; a hostile one of this size takes a
 * second.
 */
export const MAX_MANIFEST_BYTES = 256 * 1024;
