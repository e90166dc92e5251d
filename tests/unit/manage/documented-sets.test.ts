import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readPluginSet } from "../../../src/manage/set/plugin-set.ts";
import { readSetLock } from "../../../src/manage/set/read-set-lock.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const MANUAL = readFileSync(resolve(import.meta.dir, "../../../.github/MANUAL.md"), "utf8");
const BLOCKS = [...MANUAL.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ""]) => text);

/** A machine with the example of the manual that has a text in it, with whole digests, as /f.yaml. */
function hostWith(text: string): ReturnType<typeof createMemoryHost> {
  const example = BLOCKS.find((block) => block.includes(text)) ?? "";
  const content = example.replaceAll(/([\da-f]{4})…/g, (_, digits: string) => digits.repeat(16));
  return createMemoryHost({ files: { "/f.yaml": content } });
}

test("the manual's set of plugins is one", async () => {
  const { entries } = await readPluginSet(hostWith("url: ./greet-1.0.0.tgz"), "/f.yaml");
  expect(entries).toEqual([
    { name: "diff", url: "https://github.com/databus23/helm-diff", version: "^3", asset: "" },
    { name: "greet", url: "./greet-1.0.0.tgz", version: "", asset: "" },
  ]);
});

test("the manual's lock file is one", async () => {
  const lock = await readSetLock(hostWith("sha256: 9c01…"), "/f.yaml");
  expect([...(lock ?? [])]).toEqual([
    [
      "diff",
      {
        name: "diff",
        url: "github:OWNER/REPO",
        version: "",
        asset: "",
        platforms: {
          "linux/amd64": { ref: "v1.2.0", sha256: "4b22".repeat(16) },
          "windows/amd64": { ref: "v1.2.0", sha256: "9c01".repeat(16) },
        },
      },
    ],
  ]);
});
