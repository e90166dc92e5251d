import { expect, test } from "bun:test";
import { createFineNow } from "../../../../src/host/bun/create-fine-now.ts";

/** A real time that moves by hand, the whole clock that shows it, and the steady one, which may run at another speed. */
function clocks({ at = 1000.25, origin = 900 }: { readonly at?: number; readonly origin?: number }) {
  const time = { real: at, steady: at - origin };
  const pass = (milliseconds: number, speed = 1): void => {
    time.real += milliseconds;
    time.steady += milliseconds * speed;
  };
  const fineNow = createFineNow(() => Math.floor(time.real), { timeOrigin: origin, now: () => time.steady });
  return { time, pass, fineNow };
}

test("returns the time with its fraction", () => {
  const { pass, fineNow } = clocks({});
  expect(fineNow()).toBeCloseTo(1000.25, 6);
  pass(0.5);
  expect(fineNow()).toBeCloseTo(1000.75, 6);
  pass(1000);
  expect(fineNow()).toBeCloseTo(2000.75, 6);
});

test.each([3_600_000, -3_600_000, 5, -5])("follows at once when the clock is set by %d ms", (jump) => {
  const { time, pass, fineNow } = clocks({ at: 10_000_000.5 });
  fineNow();
  time.real += jump;
  for (let call = 0; call < 3; call++) {
    expect(Math.floor(fineNow())).toBe(Math.floor(time.real));
    pass(0.3);
  }
});

test.each([0.97, 1.03])("never goes back while the steady clock runs at %d of the time's speed", (speed) => {
  const { time, pass, fineNow } = clocks({});
  let before = fineNow();
  for (let call = 0; call < 5000; call++) {
    pass(0.07, speed);
    const now = fineNow();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(Math.floor(now)).toBe(Math.floor(time.real));
    before = now;
  }
});

test("keeps the fraction if the process waits for a processor between its looks at the two clocks", () => {
  const { time, pass, fineNow } = clocks({});
  fineNow();
  let looks = 0;
  const waiting = createFineNow(
    () => {
      const now = Math.floor(time.real);
      if (looks++ === 0) pass(7);
      return now;
    },
    { timeOrigin: 900, now: () => time.steady },
  );
  expect(waiting()).toBeCloseTo(1007.25, 6);
  expect(fineNow()).toBeCloseTo(1007.25, 6);
});
