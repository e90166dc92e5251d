/** Faults of the compact executable's JavaScript engine, by the patch that corrects them. */
export const QUICKJS_CASES: Readonly<Record<string, () => unknown>> = {
  "bigint-digits": () => {
    const numbers = [63n, 64n, 65n, 127n, 128n, 640n].flatMap((bits) => [
      2n ** bits - 1n,
      2n ** bits,
      -(2n ** bits) + 1n,
    ]);
    const bases = [2, 3, 4, 8, 10, 16, 32];
    return numbers.map((number) => bases.map((base) => number.toString(base)));
  },
  "bigint-of-many-digits": () => {
    const some = BigInt("9".repeat(10_000)) === 10n ** 10_000n - 1n;
    // Bun would compute for minutes; QuickJS has a limit of its own.
    return [some, typeof Bun === "undefined" ? nameOf(() => BigInt("1".repeat(80_000_000))) : "RangeError"];
  },
  "append-to-a-variable": () => {
    // Only two plain local variables reach the faulty code in the engine.
    // oxlint-disable-next-line no-var
    var text = "abc".repeat(1000);
    // oxlint-disable-next-line no-var
    var end = {
      toString() {
        text = 1 as unknown as string;
        return "end";
      },
    };
    text += end;
    let number = "n";
    number += 1;
    number += 2n;
    return [text, number];
  },
  "last-index-of": () => {
    const bytes = new Uint8Array(16).fill(7);
    const starts = [-1e-20, -1, -16, -17, -Infinity, NaN, 0, 15, 99, Infinity, undefined];
    return starts.map((start) => bytes.lastIndexOf(7, start));
  },
  "yield-in-for-of": () => {
    function* generator(): Generator<number, string, number[]> {
      for (const each of yield 1) yield each;
      return "end";
    }
    const ended = generator();
    ended.next();
    const whole = generator();
    whole.next();
    return [ended.return("over"), whole.next([5]), whole.next([]), ended.next([])];
  },
};

function nameOf(call: () => unknown): string {
  try {
    return typeof call();
  } catch (error) {
    return (error as Error).name;
  }
}
