import { expect, test } from "bun:test";
import { gzipSync } from "node:zlib";
import { readTar } from "../../../src/archive/read-tar.ts";
import { madeTar } from "../../helpers/made-tar.ts";

const ARCHIVE = madeTar([
  { path: "a", content: "a" },
  { path: "b", content: "b" },
]);

/** The bytes of an archive and of what follows it, as a stream that a host may have few of. */
async function* openStream(ended: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield ARCHIVE;
    yield gzipSync("more");
  } finally {
    ended();
  }
}

test.each([
  ["is read to its end", 2],
  ["is not read any further", 1],
])("an archive that %s ends its stream", async (_what, most) => {
  let isEnded = false;
  const paths: string[] = [];
  for await (const { path } of readTar(openStream(() => void (isEnded = true)))) {
    paths.push(path);
    if (paths.length === most && most < 2) break;
  }
  expect({ paths, isEnded }).toEqual({ paths: ["a", "b"].slice(0, most), isEnded: true });
});

test("a damaged archive ends its stream", async () => {
  let isEnded = false;
  const reading = async (): Promise<void> => {
    for await (const { content } of readTar(cut(openStream(() => void (isEnded = true))))) {
      for await (const bytes of content) expect(bytes.length).toBe(1);
    }
  };
  expect(await reading().catch((error: unknown) => error)).toMatchObject({ code: "archive-invalid" });
  expect(isEnded).toBe(true);
});

/** The first 600 bytes, so that the first entry is cut. */
async function* cut(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk.subarray(0, 600);
    return;
  }
}
