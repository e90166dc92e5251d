/** IOV_MAX of Linux. */
const MOST_SPANS = 1024;
/** How many bytes of several spans are moved at once. Fewer than were asked for are always allowed. */
const MOST_BYTES = 1 << 20;

/**
 * The places in the memory that a list of (address, length) names, from the first, as many as are moved at once: one, or several that are
 * small together. So nobody makes luff copy more, however often the places overlap. Throws RangeError for one outside of the memory, and
 * for a list that no system takes.
 */
export function spansOf(memory: DataView, address: number, count: number): readonly Uint8Array[] {
  if (count > MOST_SPANS) throw new RangeError("too many places");
  const all = Array.from({ length: count }, (_, index) => {
    const at = memory.getUint32(address + index * 8, true);
    return new Uint8Array(memory.buffer, at, memory.getUint32(address + index * 8 + 4, true));
  }).filter(({ length }) => length > 0);
  let total = 0;
  const end = all.findIndex(({ length }, index) => (total += length) > MOST_BYTES && index > 0);
  return end === -1 ? all : all.slice(0, end);
}

/** The bytes of all spans in one piece: a line may come in several. */
export function joinSpans(spans: readonly Uint8Array[]): Uint8Array {
  return spans.length === 1 ? (spans[0] ?? new Uint8Array(0)) : Buffer.concat(spans);
}
