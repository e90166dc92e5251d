import { expect, test } from "bun:test";
import { join } from "node:path";
import { FAULT_CODES } from "../../../src/manifest/fault-codes.ts";

test("each code of a manifest's fault is in the manual's table, and no other", async () => {
  const manual = await Bun.file(join(import.meta.dir, "../../../.github/MANUAL.md")).text();
  const section = /^### Faults in a manifest\n([^]*?)^#/m.exec(manual)?.[1] ?? "";
  const rows = [...section.matchAll(/^\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \| \S/gm)].map(([, codes = ""]) => codes);
  const listed = rows.flatMap((codes) => [...codes.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
  expect(listed.toSorted()).toEqual([...FAULT_CODES].toSorted());
});
