import type { Mutation } from "./mutation.ts";
import { createRandom } from "./random.ts";

/**
 * All mutations in an order that the seed decides. Each is drawn by its operator first, so that an operator with few places
 * (an await) comes as often as one with many (a text), as long as it has some left.
 */
export function* drawMutations(all: readonly Mutation[], seed: number): Generator<Mutation> {
  const random = createRandom(seed);
  const below = (end: number): number => Math.floor(random() * end);
  const byOperator = [...Map.groupBy(all, ({ operator }) => operator).values()];
  while (byOperator.length > 0) {
    const at = below(byOperator.length);
    const places = byOperator[at] ?? [];
    yield* places.splice(below(places.length), 1);
    if (places.length === 0) byOperator.splice(at, 1);
  }
}
