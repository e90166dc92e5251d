import { describe, expect, test } from "bun:test";
import { formatGoFloat, parseGoFloat, parseGoInt, parseGoLiteral } from "../../../src/helm/go-numbers.ts";

const SYNTAX = { value: 0n, fault: "syntax" } as const;
const TOO_LARGE = { value: 2n ** 63n - 1n, fault: "range" } as const;

describe("parseGoInt and parseGoLiteral", () => {
  test.each([
    ["0", { value: 0n }, { value: 0n }],
    ["+7", { value: 7n }, { value: 7n }],
    ["-7", { value: -7n }, { value: -7n }],
    ["1234567890123456789", { value: 1234567890123456789n }, { value: 1234567890123456789n }],
    ["9223372036854775808", TOO_LARGE, TOO_LARGE],
    ["-9223372036854775808", { value: -(2n ** 63n) }, { value: -(2n ** 63n) }],
    ["-9223372036854775809", { value: -(2n ** 63n), fault: "range" }, { value: -(2n ** 63n), fault: "range" }],
    ["010", { value: 10n }, { value: 8n }],
    ["08", { value: 8n }, SYNTAX],
    ["0o17", SYNTAX, { value: 15n }],
    ["-0X1f", SYNTAX, { value: -31n }],
    ["0b11", SYNTAX, { value: 3n }],
    ["0b12", SYNTAX, SYNTAX],
    ["1_000", SYNTAX, { value: 1000n }],
    ["0x_1", SYNTAX, { value: 1n }],
    ["1__0", SYNTAX, SYNTAX],
    ["_1", SYNTAX, SYNTAX],
    ["", SYNTAX, SYNTAX],
    ["1.5", SYNTAX, SYNTAX],
    ["1 ", SYNTAX, SYNTAX],
    ["--1", SYNTAX, SYNTAX],
  ] as const)("read %j as %p and %p", (text, decimal, literal) => {
    expect([parseGoInt(text), parseGoLiteral(text)]).toEqual([decimal, literal]);
  });
});

describe("parseGoFloat", () => {
  test.each([
    ["7", 7],
    ["-7", -7],
    [".5", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["-2.5E-1", -0.25],
    ["1_0", 10],
    ["0x1p3", 8],
    ["-0x1.8P1", -3],
    ["inf", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["NaN", Number.NaN],
  ])("reads %j as %p", (text, value) => {
    expect(parseGoFloat(text)).toEqual({ value });
  });

  test.each(["", ".", "1 ", "0x10", "0xp1", "1e", "--1", "1__0", "infinit"])("refuses %j", (text) => {
    expect(parseGoFloat(text)).toEqual({ value: 0, fault: "syntax" });
  });

  test("reads a number of more than 32 bits as infinite, and out of range", () => {
    expect(parseGoFloat("-1e39")).toEqual({ value: Number.NEGATIVE_INFINITY, fault: "range" });
  });
});

describe("formatGoFloat", () => {
  test.each([
    [0, "0.00"],
    [1.256, "1.26"],
    [-0.001, "-0.00"],
    [-0, "-0.00"],
    [1e25, "9999999562023526247432192.00"],
    [Number.POSITIVE_INFINITY, "+Inf"],
    [Number.NEGATIVE_INFINITY, "-Inf"],
    [Number.NaN, "NaN"],
  ])("writes %p as %s", (value, text) => {
    expect(formatGoFloat(value)).toBe(text);
  });
});
