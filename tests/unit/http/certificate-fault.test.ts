import { expect, test } from "bun:test";
import { certificateFault } from "../../../src/http/certificate-fault.ts";

/** A value in DER. */
function der(type: number, ...parts: readonly (readonly number[])[]): readonly number[] {
  const content = parts.flat();
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 255];
  return [type, ...size, ...content];
}

const OBJECT = der(6, [42, 134, 72]);
const ALGORITHM = der(0x30, OBJECT);
const VERSION = der(0xa0, der(2, [2]));
const NAME = der(0x30, der(0x31, der(0x30, OBJECT, der(12, [97]))));
const SIGNATURE = der(
  3,
  Array.from({ length: 200 }, () => 7),
);
const signed = (...parts: readonly (readonly number[])[]): readonly number[] =>
  der(0x30, der(0x30, ...parts, NAME, NAME), ALGORITHM, SIGNATURE);
const CERTIFICATE = signed(
  VERSION,
  der(
    2,
    Array.from({ length: 20 }, () => 5),
  ),
  ALGORITHM,
);
const REQUEST = signed(der(2, [0]), NAME);
const KEY = der(0x30, der(2, [0]), ALGORITHM, der(4, [1, 2]));

const pem = (bytes: readonly number[], lineEnd = "\n"): string => {
  const lines = Buffer.from(bytes).toString("base64").replaceAll(/.{64}/g, `$&${lineEnd}`);
  return `-----BEGIN CERTIFICATE-----${lineEnd}${lines}${lineEnd}-----END CERTIFICATE-----${lineEnd}`;
};
const faultOf = (text: string): string | undefined => certificateFault(Buffer.from(text));

test.each<[string, string]>([
  ["one", pem(CERTIFICATE)],
  ["one of the first version", pem(signed(der(2, [1]), ALGORITHM))],
  ["with line ends of Windows", pem(CERTIFICATE, "\r\n")],
  ["without line ends", pem(CERTIFICATE, "")],
  ["several with text between them", `a\n${pem(CERTIFICATE)}b\n${pem(CERTIFICATE)}`],
])("has no fault: %s", (_name, text) => {
  expect(faultOf(text)).toBeUndefined();
});

test.each<[string, string]>([
  ["no text", ""],
  ["another text", "certificates"],
  ["the beginning of one", pem(CERTIFICATE).slice(0, 200)],
  ["another block", pem(KEY).replaceAll("CERTIFICATE", "PRIVATE KEY")],
])("has no certificate: %s", (_name, text) => {
  expect(faultOf(text)).toBe("has no certificate in the form PEM");
});

test.each<[string, string]>([
  ["no bytes", pem([])],
  ["zeros", pem([0, 0, 0])],
  ["no Base64", pem(CERTIFICATE).replace("M", "!")],
  ["a lost letter", pem(CERTIFICATE).replace("M", "")],
  ["lost lines", pem(CERTIFICATE).replace(/\n.{64}\n/, "\n")],
  ["a byte too many", pem([...CERTIFICATE, 0])],
  ["a request for a certificate", pem(REQUEST)],
  ["a key", pem(KEY)],
])("has one that cannot be read: %s", (_name, text) => {
  expect(faultOf(text)).toBe("has no certificate that can be read");
  expect(faultOf(pem(CERTIFICATE) + text)).toBe("has a certificate that cannot be read");
  expect(faultOf(text + pem(CERTIFICATE))).toBe("has a certificate that cannot be read");
});
