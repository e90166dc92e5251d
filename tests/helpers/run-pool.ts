/** Runs `work` for every item, a few at a time and in order; returns each item with the promise of its result. */
export function runPool<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): readonly (readonly [Item, Promise<Result>])[] {
  const slots = items.map((item) => ({ item, ...Promise.withResolvers<Result>() }));
  const waiting = slots.values();
  const worker = async (): Promise<void> => {
    for (const { item, resolve, reject } of waiting) await work(item).then(resolve, reject);
  };
  for (let i = 0; i < width; i++) void worker();
  return slots.map(({ item, promise }) => [item, promise] as const);
}
