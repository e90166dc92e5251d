import { expect, test } from "bun:test";
import { readTar } from "../../../src/archive/read-tar.ts";
import { fc } from "../../helpers/fast-check.ts";
import { madeTar } from "../../helpers/made-tar.ts";

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
