import { describe, expect, test } from "bun:test";
import { join, resolve } from "node:path";
import { ERROR_CODES } from "../../../src/errors/error-codes.ts";

const ROOT = resolve(import.meta.dir, "../../..");
const LIST = "src/errors/error-codes.ts";

describe("each error code", () => {
  test("has its meaning in the manual, in the order of the list", async () => {
    const manual = await Bun.file(join(ROOT, ".github/MANUAL.md")).text();
    const section = /^### Error codes\n([^]*?)^#/m.exec(manual)?.[1] ?? "";
    expect([...section.matchAll(/^\| `([a-z-]+)` \| \S.* \|$/gm)].map(([, code]) => code)).toEqual([...ERROR_CODES]);
  });

  test("is used by luff or its build", async () => {
    const files = [...new Bun.Glob("{src,build}/**/*.ts").scanSync({ cwd: ROOT })].map((file) =>
      file.replaceAll("\\", "/"),
    );
    const texts = await Promise.all(
      files.filter((file) => file !== LIST).map((file) => Bun.file(join(ROOT, file)).text()),
    );
    const unused = ERROR_CODES.filter(
      (code) => !texts.some((text) => text.includes(`"${code}"`) || text.includes(`[${code}]`)),
    );
    expect(unused).toEqual([]);
  });
});
