import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  examplesOf,
  parseTypes,
  readLibraryTypes,
  REFERENCE_FILE,
  renderReference,
} from "../../build/library-reference.ts";
import { DROP_INS } from "../../src/lua/library/drop-ins.ts";
import { MODULES } from "../../src/lua/library/modules.ts";

const ROOT = join(import.meta.dir, "../..");

const TYPES = `---@meta helm.box

---Keeps things.
---
---\`\`\`lua
---print(1) --> 1
---\`\`\`
---@class helm.box
---@field size integer How many.
local box = {}

---Puts a thing in.
---@param thing string
---@return table<string, string>? all What is in it
---@return string? message
---@return string? code
function box.put(thing) end

return box
`;

test("the page about the library is that of the types (bun build/write-library-reference.ts writes it)", () => {
  expect(readFileSync(REFERENCE_FILE, "utf8")).toBe(renderReference(readLibraryTypes()));
});

test("every module has types and a spec that requires it, and nothing else has types", () => {
  const names = [...Object.keys(MODULES), ...Object.keys(DROP_INS)].toSorted();
  expect(readLibraryTypes().map(({ name }) => name)).toEqual(names);
  const folder = join(ROOT, "tests/lua/library");
  const specs = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const isRequired = (name: string): boolean =>
    specs.some((spec) => new RegExp(`\\brequire\\W+${name}["']`).test(spec));
  expect(names.filter((name) => !isRequired(name))).toEqual([]);
  expect(existsSync(join(ROOT, "src/lua/library/helm/types.lua"))).toBe(true);
});

test("a page has each field and function with its text", () => {
  const page = renderReference([parseTypes(TYPES)]);
  expect(page.slice(page.indexOf("## helm.box"))).toBe(`## helm.box

Keeps things.

\`\`\`lua
print(1) --> 1
\`\`\`

- \`size\` (\`integer\`): How many.

### box.put(thing)

Puts a thing in.

- \`thing\` (\`string\`)
- returns \`all\` (\`table<string, string>?\`): What is in it; or \`nil\`, a message and a code
`);
});

test("examples say what they print", () => {
  expect(examplesOf([parseTypes(TYPES)])).toEqual([
    { title: "helm.box 1", source: "print(1) --> 1\n", output: "1\n", errors: "" },
  ]);
});

test("a file without a module's name is refused", () => {
  expect(() => parseTypes("local x\n")).toThrow("a file of types begins with ---@meta NAME, not with local x");
});
