import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { BUN_VERSION } from "../content-key.ts";
import { ensureMade } from "../ensure-made.ts";
import { ROOT } from "../root.ts";
import { ASSERTION_SHA256S, fetchAssertionSources } from "./assertion-sources.ts";

/** The assertions of `luff plugin test`, as gzip in base64. Unpacked it is one Lua script that fills package.preload. */
export const LUA_ASSERTIONS = join(ROOT, "dist/lua-assertions.txt");

/** The parts of luassert by the names that it requires them by. Its messages are there in English only. */
const LUASSERT: Readonly<Record<string, string>> = {
  luassert: "init",
  ...Object.fromEntries(
    [
      ...["assert", "assertions", "array", "compatibility", "languages/en", "match", "mock", "modifiers", "namespaces"],
      ...["spy", "state", "stub", "util", "formatters/binarystring", "matchers/composite", "matchers/core"],
    ].map((file) => [`luassert.${file.replace("/", ".")}`, file]),
  ),
  "luassert.formatters": "formatters/init",
  "luassert.matchers": "matchers/init",
};

/** Makes the file in dist if it is missing or was made of other inputs. Throws if the sources cannot be downloaded. */
export async function ensureLuaAssertions(): Promise<void> {
  const inputs = { files: [import.meta.path], words: [BUN_VERSION, ...ASSERTION_SHA256S] };
  await ensureMade(LUA_ASSERTIONS, inputs, async () => {
    const sources = await fetchAssertionSources();
    const parts = Object.entries(LUASSERT).map(([name, file]) =>
      inPreload(name, `luassert/${file}.lua`, readFileSync(join(sources, `luassert/src/${file}.lua`), "utf8")),
    );
    const say = inPreload("say", "say.lua", readFileSync(join(sources, "say/src/say/init.lua"), "utf8"));
    mkdirSync(dirname(LUA_ASSERTIONS), { recursive: true });
    writeFileSync(LUA_ASSERTIONS, gzipSync([...parts, say].join(""), { level: 9 }).toString("base64"));
  });
}

/** A file, unchanged, as a text that is compiled when it is required. */
function inPreload(name: string, file: string, text: string): string {
  if (text.includes("]====]")) throw new Error(`${file} has the end of the text that it is to be in`);
  return `package.preload["${name}"] = function(...)
  return assert(load([====[\n${text}]====], "=${file}", "t"))(...)
end
`;
}
