import { expect, test } from "bun:test";
import { countTarEntries, readTar } from "../../../src/archive/read-tar.ts";
import { AppError } from "../../../src/errors/app-error.ts";
import { fc } from "../../helpers/fast-check.ts";
import { extendedHeader, madeTar, type TarPart } from "../../helpers/made-tar.ts";

const FILES = [0, 1, 511, 512, 513, 2000, 5000].map((size, index) => ({
  path: `folder/file-${index}`,
  content: Uint8Array.from({ length: size }, (_, at) => at * 7 + index),
}));
const ARCHIVE = madeTar(FILES);

async function* inChunks(bytes: Uint8Array, lengths: readonly number[]): AsyncIterable<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] as number;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

test("gives the same bytes however the archive is cut, at once or in pieces", async () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(lengths, fc.boolean(), async (cut, takesWhole) => {
      const found: { path: string; content: Uint8Array }[] = [];
      for await (const { path, whole, content } of readTar(inChunks(ARCHIVE, cut))) {
        const pieces: Uint8Array[] = [];
        if (takesWhole && whole !== undefined) pieces.push(whole.slice());
        else for await (const piece of content) pieces.push(piece.slice());
        found.push({ path, content: new Uint8Array(Buffer.concat(pieces)) });
      }
      expect(found).toEqual(FILES);
    }),
  );
});

test("has the bytes of each file at hand if the archive comes at once", async () => {
  const sizes: (number | undefined)[] = [];
  for await (const { whole } of readTar(inChunks(ARCHIVE, [ARCHIVE.length]))) sizes.push(whole?.length);
  expect(sizes).toEqual(FILES.map(({ content }) => content.length));
});

/** The paths in an archive, or the code of the error. */
async function pathsOf(parts: readonly TarPart[]): Promise<readonly string[] | string> {
  const paths: string[] = [];
  try {
    for await (const { path } of readTar(inChunks(madeTar(parts), [512]))) paths.push(path);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return paths;
}

const record = (text: string): TarPart => ({ path: "PaxHeaders/x", type: "x", content: text });

test.each([
  ["a size of fifteen digits", extendedHeader({ size: "000000000000004" }), ["f"]],
  ["a size of more digits", extendedHeader({ size: "0000000000000004" }), "archive-invalid"],
  ["a negative size", extendedHeader({ size: "-4" }), "archive-invalid"],
  ["a record whose length has seven digits", record("0000015 path=g\n"), ["g"]],
  ["a record whose length has more", record("00000016 path=g\n"), "archive-invalid"],
] as const)("reads or refuses the numbers of an extended header: %s", async (_, header, expected) => {
  expect(await pathsOf([header, { path: "f", content: "text" }])).toEqual(expected);
});

test("takes eight headers of an entry, and no more", async () => {
  const headers = (count: number) => Array.from({ length: count }, () => extendedHeader({ path: "g" }));
  expect(await pathsOf([...headers(8), { path: "f" }, ...headers(8), { path: "f" }])).toEqual(["g", "g"]);
  expect(await pathsOf([...headers(9), { path: "f" }])).toBe("archive-invalid");
});

test("does what is to be done before an entry once, before it gives it out", async () => {
  const events: (number | string)[] = [];
  const before = { number: 3, action: async () => void events.push("action") };
  for await (const { path } of readTar(inChunks(ARCHIVE, [512]), before)) events.push(path);
  const paths = FILES.map(({ path }) => path);
  expect(events).toEqual([...paths.slice(0, 2), "action", ...paths.slice(2)]);
});

test("counts entries, but no more than one beyond the limit", async () => {
  const count = (most: number): Promise<number> => countTarEntries(inChunks(ARCHIVE, [700]), most);
  expect(await Promise.all([count(100), count(7), count(6), count(2)])).toEqual([7, 7, 7, 3]);
});
