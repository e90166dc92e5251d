import { describe, expect, test } from "bun:test";
import { parseDuration, parseSize } from "../../../src/text/limit-text.ts";

describe("parseSize", () => {
  test.each<[string, number | undefined]>([
    ["1", 1],
    ["65536", 65_536],
    ["64K", 65_536],
    ["64kib", 65_536],
    ["64MiB", 67_108_864],
    ["64MB", 67_108_864],
    [" 1G ", 1_073_741_824],
    ["0", undefined],
    ["", undefined],
    ["-1", undefined],
    ["1.5M", undefined],
    ["64 MiB", undefined],
    ["MiB", undefined],
    ["64T", undefined],
  ])("reads %p as %p bytes", (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });
});

describe("parseDuration", () => {
  test.each<[string, number | undefined]>([
    ["10s", 10_000],
    ["500ms", 500],
    ["1.5s", 1500],
    ["1m30s", 90_000],
    ["1h", 3_600_000],
    ["1.5ms", 2],
    ["0.001s", 1],
    ["0.5ms0.5ms", 1],
    ["0.5ms", undefined],
    ["0.0009s", undefined],
    ["0s", undefined],
    ["10", undefined],
    ["", undefined],
    ["-1s", undefined],
    ["1 s", undefined],
    ["1d", undefined],
  ])("reads %p as %p milliseconds", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});
