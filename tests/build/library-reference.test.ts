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
import { functionsWithOptions } from "../helpers/library-options.ts";

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

const CLASSES = `---@meta helm.box

---@class helm.box: helm.box.values
local box = {}

---@class helm.box.values
---@field last? helm.box.Thing

---A thing:
---@class helm.box.Thing: helm.box.weight
---@field kind "small"|"very large"|string

---@class helm.box.weight
---@field grams? number

---@class helm.box.unused
---@field other string

---Puts things in.
---@param thing helm.box.Thing
---@param done? helm.box.Thing|fun(thing: helm.box.Thing): boolean
function box.put(thing, done) end

---@return helm.box.Thing[] things
function box.all() end

return box
`;

test("a page has each class behind the first function that needs it, and links to it", () => {
  const page = renderReference([parseTypes(CLASSES)]);
  expect(page.slice(page.indexOf("## helm.box"))).toBe(`## helm.box

- \`last?\` ([\`helm.box.Thing\`](#helmboxthing))

#### helm.box.unused

- \`other\` (\`string\`)

### box.put(thing, done)

Puts things in.

- \`thing\` ([\`helm.box.Thing\`](#helmboxthing))
- \`done?\` (\`helm.box.Thing|fun(thing: helm.box.Thing): boolean\`)

#### helm.box.Thing

A thing:

- \`kind\` (\`"small"|"very large"|string\`)
- all of [\`helm.box.weight\`](#helmboxweight)

#### helm.box.weight

- \`grams?\` (\`number\`)

### box.all()

- returns \`things\` ([\`helm.box.Thing[]\`](#helmboxthing))
`);
});

/** The functions of a folder's Lua files that check a table of options, and the place of that among their arguments: "write 3". */
function checksOfOptions(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".lua"));
  return files.flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return [...text.matchAll(/\barguments\.options\(\w+, (\d+), "(\w+)"/g)].map(
      ([, position, called]) => `${called} ${position}`,
    );
  });
}

test("each function that checks a table of options has a class for them in its types", () => {
  const library = join(ROOT, "src/lua/library");
  const untyped = readdirSync(library, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [];
    const types = parseTypes(readFileSync(join(library, entry.name, "types.lua"), "utf8"));
    const typed = functionsWithOptions(types).map(({ name, position }) => `${name.split(".").at(-1)} ${position}`);
    return checksOfOptions(join(library, entry.name)).flatMap((check) =>
      typed.includes(check) ? [] : [`${types.name} ${check}`],
    );
  });
  expect(untyped).toEqual([]);
});

/** Tables whose fields nobody knows before. */
const ANY_TABLES = [
  ...["helm.json param list?", "helm.json return list", "helm.kube field config?"],
  ...["helm.kube field metadata", "helm.kube field values?", "helm.plugin field config"],
  "helm.regex param replacement",
];

test("each table of helm.* that has known fields has a class", () => {
  const tables = readLibraryTypes().flatMap(({ name, blocks }) => {
    const tags = name.startsWith("helm.") ? blocks.flatMap((block) => block.tags) : [];
    return tags.flatMap((tag) => {
      const [, kind, types, named] =
        /^(param|field) (?=\S+ (\S+))(\S+)/.exec(tag) ?? /^(return) (\S+)(?: (\S+))?/.exec(tag) ?? [];
      return types !== undefined && /\btable\b(?!<)/.test(types) ? [`${name} ${kind} ${named}`] : [];
    });
  });
  expect(tables.toSorted()).toEqual(ANY_TABLES.toSorted());
});

test("examples say what they print", () => {
  expect(examplesOf([parseTypes(TYPES)])).toEqual([
    { title: "helm.box 1", source: "print(1) --> 1\n", output: "1\n", errors: "" },
  ]);
});

test("a file without a module's name is refused", () => {
  expect(() => parseTypes("local x\n")).toThrow("a file of types begins with ---@meta NAME, not with local x");
});
