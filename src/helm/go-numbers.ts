/** What Go's strconv returns: a value in any case, and whether the text is not a number or is out of range. */
export interface GoNumber<Value> {
  readonly value: Value;
  readonly fault?: "syntax" | "range";
}

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** A decimal number with an optional sign, as Go's strconv.Atoi reads it. */
export function parseGoInt(text: string): GoNumber<bigint> {
  return /^[+-]?\d+$/.test(text) ? within(BigInt(text.replace("+", ""))) : { value: 0n, fault: "syntax" };
}

/**
 * A number as in Go's source code, as strconv.ParseInt reads it if it is given the base 0: also `0x1f`, `0o17`, `017` and
 * `0b11`, and with a `_` before any digit but the first.
 */
export function parseGoLiteral(text: string): GoNumber<bigint> {
  const parts = /^([+-]?)(0x(?:_?[\da-f])+|0o?(?:_?[0-7])+|0b(?:_?[01])+|0|[1-9](?:_?\d)*)$/i.exec(text);
  if (parts === null) return { value: 0n, fault: "syntax" };
  const [, sign = "", digits = ""] = parts;
  const size = BigInt(digits.replaceAll("_", "").replace(/^0(?=\d)/, "0o"));
  return within(sign === "-" ? -size : size);
}

function within(value: bigint): GoNumber<bigint> {
  if (value < LEAST) return { value: LEAST, fault: "range" };
  return value > MOST ? { value: MOST, fault: "range" } : { value };
}

/** A floating-point number of 32 bits, as Go's strconv.ParseFloat reads it. */
export function parseGoFloat(text: string): GoNumber<number> {
  const word = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(text);
  if (word !== null) return { value: word[2] === undefined ? Number.NaN : Number(`${word[1]}Infinity`) };
  const exact = parseHexFloat(text) ?? parseDecimalFloat(text);
  if (exact === undefined) return { value: 0, fault: "syntax" };
  const value = Math.fround(exact);
  return Number.isFinite(value) ? { value } : { value, fault: "range" };
}

function parseDecimalFloat(text: string): number | undefined {
  const plain = text.replaceAll(/(?<=\d)_(?=\d)/g, "");
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

/** `0x1.8p3` is 1.5 · 2³. */
function parseHexFloat(text: string): number | undefined {
  const parts = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/i.exec(text);
  if (parts === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = ""] = parts;
  if (whole + fraction === "") return undefined;
  const size = Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -size : size;
}

/** A number of 32 bits with two digits behind the point, as Go's strconv.FormatFloat writes it. */
export function formatGoFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const bits = Math.fround(value);
  // From here on JavaScript writes an exponent.
  if (Math.abs(bits) >= 1e21) return `${BigInt(bits)}.00`;
  return `${Object.is(bits, -0) ? "-" : ""}${bits.toFixed(2)}`;
}
