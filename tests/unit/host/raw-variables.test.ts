import { describe, expect, test } from "bun:test";
import { keepRawVariables } from "../../../src/host/raw-variables.ts";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const given = (...lines: readonly string[]) =>
  lines.map((line) => ({ bytes: Buffer.from(line, "latin1"), text: decode(Buffer.from(line, "latin1")) }));

describe("keepRawVariables", () => {
  test("does not ask for what was received if every variable is Unicode", () => {
    const ask = (): never => {
      throw new Error("asked");
    };
    expect(keepRawVariables({ A: "1", Ü: "ü" }, ask)).toEqual(["A=1", "Ü=ü"]);
  });

  test("returns the received bytes of a value or a name, and the text of all others", () => {
    const received = given("A=1", "B=\xff\x80x", "N\xfe=2");
    expect(keepRawVariables({ A: "2", B: "\uFFFD\uFFFDx", "N\uFFFD": "2" }, () => received)).toEqual([
      "A=2",
      Buffer.from("B=\xff\x80x", "latin1"),
      Buffer.from("N\xfe=2", "latin1"),
    ]);
  });

  test("finds a variable also where one sign stands for several bytes", () => {
    expect(keepRawVariables({ B: "\uFFFDx" }, () => given("B=\xff\x80x"))).toEqual([
      Buffer.from("B=\xff\x80x", "latin1"),
    ]);
  });

  test("keeps the text of a variable that was changed, and of one that has the sign itself", () => {
    expect(keepRawVariables({ B: "\uFFFDy", C: "\uFFFD" }, () => given("B=\xffx"))).toEqual(["B=\uFFFDy", "C=\uFFFD"]);
  });

  test("returns each of several variables whose texts are the same", () => {
    expect(keepRawVariables({ "N\uFFFD": "1" }, () => given("N\xfe=1", "N\xff=1"))).toEqual(
      given("N\xfe=1", "N\xff=1").map(({ bytes }) => bytes),
    );
  });

  test("returns every received variable whose name looks like that of one that is there, whatever the values", () => {
    const received = given("N\xfe=1", "N\xff\x80=2", "O\xff=3");
    const bytes = received.slice(0, 2).map((each) => each.bytes);
    expect(keepRawVariables({ "N\uFFFD": "1" }, () => received)).toEqual(bytes);
    expect(keepRawVariables({ "N\uFFFD": "1", "N\uFFFD\uFFFD": "2" }, () => received)).toEqual(bytes);
    expect(keepRawVariables({ "N\uFFFD": "4" }, () => received)).toEqual(["N\uFFFD=4"]);
  });

  test("returns each received variable once, also if the texts of several differ only in the count of signs", () => {
    const received = given("N\xfe=1", "N\xff\x80=1");
    expect(keepRawVariables({ "N\uFFFD": "1", "N\uFFFD\uFFFD": "1" }, () => received)).toEqual(
      received.map(({ bytes }) => bytes),
    );
  });

  test("takes what is set for the program before what this process received", () => {
    const text = "A=\uFFFD";
    const [set, received] = [Uint8Array.of(0x41, 0x3d, 0xfe), Uint8Array.of(0x41, 0x3d, 0xff)];
    const kept = keepRawVariables({ A: "\uFFFD", B: "1" }, () => [{ bytes: received, text }], [{ bytes: set, text }]);
    expect(kept).toEqual([set, "B=1"]);
  });
});
