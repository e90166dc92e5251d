import { describe, expect, test } from "bun:test";
import { bunExecutable } from "../../build/bun-executable.ts";
import { isNeeded, withoutForeignLanguages } from "../../build/icu-data.ts";

const BEFORE = Buffer.from("code before\0");
const AFTER = Buffer.from("code behind\0");
const HEADER_SIZE = 32;

/** A data package in ICU's format: header, count, entries, names, data. */
function icuPackage(files: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(files).map((name) => `icudt1l/${name}\0`);
  const contents = Buffer.alloc(4 + 8 * names.length);
  contents.writeUInt32LE(names.length);
  let nameAt = contents.length;
  let dataAt = contents.length + names.join("").length;
  Object.values(files).forEach((data, index) => {
    contents.writeUInt32LE(nameAt, 4 + 8 * index);
    contents.writeUInt32LE(dataAt, 8 + 8 * index);
    nameAt += names[index]?.length ?? 0;
    dataAt += data.length;
  });
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt16LE(HEADER_SIZE);
  header.write("\xda\x27\x14\0\0\0\0\0\x02\0CmnD\x01\0\0\0", 2, "latin1");
  return Buffer.concat([header, contents, Buffer.from(names.join("") + Object.values(files).join(""))]);
}

/** What ICU finds in such a package. */
function filesOf(bytes: Buffer): Record<string, string> {
  const contents = bytes.subarray(HEADER_SIZE);
  const files: Record<string, string> = {};
  for (let index = 0; index < contents.readUInt32LE(); index++) {
    const nameAt = contents.readUInt32LE(4 + 8 * index);
    const dataAt = contents.readUInt32LE(8 + 8 * index);
    files[contents.toString("latin1", nameAt, contents.indexOf(0, nameAt))] = contents.toString(
      "latin1",
      dataAt,
      dataAt + 5,
    );
  }
  return files;
}

const FILES = {
  "af.res": "data0",
  "brkitr/cjdict.dict": "data1",
  "en.res": "data2",
  "zone/de_AT.res": "data3",
  "zone/root.res": "data4",
};

describe("withoutForeignLanguages", () => {
  test("takes other languages out of the table of contents and leaves English and what all share", () => {
    const executable = Buffer.concat([BEFORE, icuPackage(FILES), AFTER]);
    const result = Buffer.from(withoutForeignLanguages(executable));
    expect(filesOf(result.subarray(BEFORE.length))).toEqual({
      "icudt1l/en.res": "data2",
      "icudt1l/zone/root.res": "data4",
    });
  });

  test("puts zeros in their place and keeps the size and all around them", () => {
    const executable = Buffer.concat([BEFORE, icuPackage(FILES), AFTER]);
    const result = Buffer.from(withoutForeignLanguages(executable));
    expect(result.length).toBe(executable.length);
    expect(result.toString("latin1").endsWith("\0\0\0\0\0\0\0\0\0\0data2\0\0\0\0\0data4code behind\0")).toBe(true);
    expect(result.subarray(0, BEFORE.length)).toEqual(BEFORE);
  });

  test("leaves its argument as it is", () => {
    const executable = icuPackage(FILES);
    withoutForeignLanguages(executable);
    expect(executable).toEqual(icuPackage(FILES));
  });

  test("refuses an executable without a package, or with two", () => {
    expect(() => withoutForeignLanguages(BEFORE)).toThrow("no data of ICU");
    const two = Buffer.concat([icuPackage(FILES), icuPackage(FILES)]);
    expect(() => withoutForeignLanguages(two)).toThrow("more than once");
  });
});

describe("isNeeded", () => {
  test.each([
    "root.res",
    "res_index.res",
    "pool.res",
    "en.res",
    "zone/en_GB.res",
    "coll/ucadata.icu",
    "nfkc.nrm",
    "zoneinfo64.res",
  ])("keeps %s", (name) => {
    expect(isNeeded(name)).toBe(true);
  });

  test.each([
    "de.res",
    "zone/de_AT.res",
    "coll/zh.res",
    "sr_Latn_ME.res",
    "lang/kok.res",
    "brkitr/khmerdict.dict",
    "enx.res",
  ])("leaves out %s", (name) => {
    expect(isNeeded(name)).toBe(false);
  });
});

/** Prints what ICU serves: time zones' names, dates, numbers, order, case, normal forms, hosts of URLs, encodings. */
const SCRIPT = `
  const date = new Date(Date.UTC(2024, 1, 29, 12, 34, 56));
  const zones = ["Europe/Berlin", "Asia/Kathmandu", "America/New_York"];
  const named = (locale, timeZone, timeZoneName) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).format(date);
  const words = ["z", "\\u00e4", "Z", "10", "2", "\\u65e5", "a"];
  const told = (locale) => [
    zones.map((zone) => [named(locale, zone, "long"), named(locale, zone, "short")]),
    new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "full", timeZone: "UTC" }).format(date),
    new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(1234567.891),
    new Intl.NumberFormat(locale, { style: "unit", unit: "megabyte", unitDisplay: "long" }).format(12),
    new Intl.RelativeTimeFormat(locale).format(-3, "day"),
    new Intl.ListFormat(locale).format(["a", "b", "c"]),
    words.toSorted(new Intl.Collator(locale).compare),
  ];
  const any = [
    words.toSorted((one, other) => one.localeCompare(other)),
    ["NFC", "NFD", "NFKC", "NFKD"].map((form) => "\\ufb01\\u00e9\\u2460\\uac01".normalize(form)),
    new URL("http://B\\u00fccher.example/\\u00e4").href,
    "i\\u0131\\u00df".toUpperCase(),
    new TextDecoder("shift_jis").decode(new Uint8Array([0x93, 0xfa])),
    date.getTimezoneOffset(),
  ];
  const locales = process.argv.slice(1);
  console.log(JSON.stringify([any, locales.map(told)]));
`;

function toldBy(executable: string, ...locales: readonly string[]): string {
  const env = { ...process.env, LC_ALL: "ja_JP.UTF-8", TZ: "Europe/Berlin" };
  const { exitCode, stdout, stderr } = Bun.spawnSync([executable, "-e", SCRIPT, ...locales], { env });
  expect([exitCode, stderr.toString()]).toEqual([0, ""]);
  return stdout.toString();
}

describe("the Bun executable that luff is put into", () => {
  test("speaks English as Bun does, whatever the user's language", () => {
    expect(toldBy(bunExecutable(), "en", "en-US", "en-GB")).toBe(toldBy(process.execPath, "en", "en-US", "en-GB"));
  });

  test.skipIf(process.platform === "darwin")("answers in no language where it is asked for another", () => {
    const told = toldBy(bunExecutable(), "de", "ja", "zh-TW", "km", "ar");
    expect(told).toContain("M02 29");
    expect(told).not.toContain("Februar");
  });
});
