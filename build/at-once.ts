import { availableParallelism } from "node:os";

/** Runs the work for each item, for as many at once as there are processors, and returns the results in the items' order. */
export async function atOnce<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  limit = availableParallelism(),
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const take = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, take));
  return results;
}
