import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  blocksOfPage,
  classOf,
  functionOf,
  TYPE,
  pageClasses,
  type Block,
  type ModuleTypes,
} from "./library-classes.ts";
import { ROOT } from "./root.ts";

/** The page that describes the library `helm.*`. It is generated from the types. */
export const REFERENCE_FILE = join(ROOT, ".github/LIBRARY.md");

const LIBRARY = join(ROOT, "src/lua/library");

/** A script in the documentation of a module. */
export interface Example {
  /** The module, and the example's number in it from 1 on: "helm.env 2". */
  readonly title: string;
  readonly source: string;
  /** What it prints: the texts behind `-->`, a line each. Undefined if no line says so. */
  readonly output: string | undefined;
  /** What it writes to stderr: the texts behind `--2>`, a line each. */
  readonly errors: string;
}

const INTRODUCTION = `# The library of Lua plugins

Lua plugins and scripts find these modules in every luff, with nothing to install. \`require "helm.env"\` loads one of them, and
\`require "helm"\` returns a table that loads each at its first use. What a script does not ask for costs nothing.

A failure that a script must expect (a file that is missing) returns \`nil\`, a message and a code such as \`ENOENT\`. A
plugin tells its user by \`return nil, message\` in \`main\`, or from anywhere by [helm.fail](#helmfail): then the message alone is printed. \`assert(f())\` is
for what cannot fail: it adds the file, the line and a traceback, which help the author. A mistake in the script (a wrong argument) raises an error, as
in Lua's own libraries.

The modules' names begin with \`helm.\`, and come before files of the plugin with these names. \`lfs\`, \`ltn12\`, \`mime\`, \`socket\`,
\`socket.http\`, \`socket.url\`, \`ssl.https\` and \`system\` stand in for packages of LuaRocks, and come after the plugin's own files. Each module has a file
with types for editors: \`src/lua/library/*/types.lua\` in luff's repository, from which this page is made.
`;

/** Reads the types of all modules, "helm" first and the others in the order of their names. Throws if one is not written as expected. */
export function readLibraryTypes(): readonly ModuleTypes[] {
  const folders = readdirSync(LIBRARY, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const modules = folders.map(({ name }) => parseTypes(readFileSync(join(LIBRARY, name, "types.lua"), "utf8")));
  return modules.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Reads a file of types. Throws if it does not begin with the module's name. */
export function parseTypes(text: string): ModuleTypes {
  const lines = text.split("\n");
  const name = /^---@meta ([\w.]+)$/.exec(lines[0] ?? "")?.[1];
  if (name === undefined) throw new Error(`a file of types begins with ---@meta NAME, not with ${lines[0]}`);
  const blocks: Block[] = [];
  let comment: string[] = [];
  for (const line of lines.slice(1)) {
    if (line.startsWith("---")) comment.push(line.slice(3));
    else if (comment.length > 0) {
      blocks.push(makeBlock(comment, line));
      comment = [];
    }
  }
  return { name, blocks };
}

function makeBlock(comment: readonly string[], code: string): Block {
  const tags = comment.filter((line) => line.startsWith("@")).map((line) => line.slice(1));
  const text = comment.filter((line) => !line.startsWith("@"));
  return { text, tags, code };
}

/**
 * The members that the types give a module, sorted: "base64.decode()" for a function and "os" for another value. A module that is
 * itself a function is "()".
 */
export function membersOf({ name, blocks }: ModuleTypes): readonly string[] {
  const own = name.split(".").at(-1) ?? "";
  // Other classes are those of options and results.
  const fields = blocks.flatMap(({ tags, code }) => (code === `local ${own} = {}` ? tags.flatMap(fieldOf) : []));
  const functions = blocks.flatMap(({ code }) => {
    const called = functionOf(code)?.[1];
    // Methods belong to what a function of the module returns.
    return called === undefined || called.includes(":") ? [] : `${called.slice(own.length).replace(/^\./, "")}()`;
  });
  return [...fields, ...functions].toSorted();
}

function fieldOf(tag: string): string[] {
  const [, kind, name, type = ""] = NAMED.exec(tag) ?? [];
  return kind === "field" ? [`${name}${type.startsWith("fun(") ? "()" : ""}`] : [];
}

/** The page for these modules. */
export function renderReference(modules: readonly ModuleTypes[]): string {
  const contents = modules.map(({ name }) => `- [${name}](#${anchorOf(name)})`).join("\n");
  const classes = new Set(modules.flatMap(pageClasses));
  return [INTRODUCTION, contents, "", ...modules.map((module) => renderModule(module, classes))].join("\n");
}

function anchorOf(name: string): string {
  return name.replaceAll(".", "").toLowerCase();
}

/** `classes` are those that have a heading of their own. */
function renderModule(module: ModuleTypes, classes: ReadonlySet<string>): string {
  const blocks = blocksOfPage(module).flatMap((block) => renderBlock(module.name, block, classes));
  return [`## ${module.name}`, "", ...blocks].join("\n");
}

function renderBlock(module: string, block: Block, classes: ReadonlySet<string>): string[] {
  const { text, tags } = block;
  const parent = classOf(block)?.parent ?? "";
  const rows = [
    ...tags.map((tag) => renderTag(tag, classes)).filter((row) => row !== undefined),
    ...renderReturns(tags, classes),
    ...(classes.has(parent) ? [`- all of ${linked(parent, classes)}`] : []),
  ];
  const parts = [titleOf(module, block, classes), text, rows].filter((part) => part.length > 0);
  return parts.flatMap((part) => [...part, ""]);
}

function titleOf(module: string, block: Block, classes: ReadonlySet<string>): string[] {
  const call = functionOf(block.code);
  const name = classOf(block)?.name ?? "";
  if (classes.has(name)) return [`#### ${name}`];
  if (call === null) return [];
  return [call[1] === module.split(".").at(-1) ? `\`${module}${call[2]}\`` : `### ${call[1]}${call[2]}`];
}

const NAMED = new RegExp(String.raw`^(param|field) (\S+) (${TYPE})(?: (.*))?$`);
const RETURNED = new RegExp(String.raw`^return (${TYPE})(?: (\S+))?(?: (.*))?$`);

/** A type as code, with a link to the class that it names. */
function linked(type: string, classes: ReadonlySet<string>): string {
  const name = type.replace(/\?$/, "").replace(/\[\]$/, "");
  return classes.has(name) ? `[\`${type}\`](#${anchorOf(name)})` : `\`${type}\``;
}

/** A parameter or a field as an item of a list. */
function renderTag(tag: string, classes: ReadonlySet<string>): string | undefined {
  const [, , name, type = "", words] = NAMED.exec(tag) ?? [];
  return name && `- \`${name}\` (${linked(type, classes)})${behindColon(words)}`;
}

/** All results as one item of a list. Those of an expected failure are the last two, and need no types. */
function renderReturns(tags: readonly string[], classes: ReadonlySet<string>): string[] {
  const returned = tags.filter((tag) => tag.startsWith("return ")).map((tag) => RETURNED.exec(tag) ?? []);
  const [message, code] = returned.slice(-2).map(([, , name]) => name);
  const mayFail = message === "message" && code === "code";
  const results = mayFail ? returned.slice(0, -2) : returned;
  const shown = results.map(([, type = "", name, words]) => {
    return `${name === undefined ? "" : `\`${name}\` `}(${linked(type, classes)})${behindColon(words)}`;
  });
  if (shown.length === 0) return [];
  return [
    `- returns ${shown.join(", ")}${mayFail ? `; or \`nil\`, a message and a code${behindColon(returned.at(-1)?.[3])}` : ""}`,
  ];
}

function behindColon(words: string | undefined): string {
  return words === undefined ? "" : `: ${words}`;
}

/** The examples of these modules, in their order. */
export function examplesOf(modules: readonly ModuleTypes[]): readonly Example[] {
  return modules.flatMap(({ name, blocks }) => {
    const text = blocks.flatMap((block) => block.text).join("\n");
    const sources = [...text.matchAll(/^```lua\n(.*?)^```$/gms)].map(([, source = ""]) => source);
    return sources.map((source, index) => ({ title: `${name} ${index + 1}`, source, ...outputOf(source) }));
  });
}

function outputOf(source: string): Pick<Example, "output" | "errors"> {
  const linesBehind = (mark: string): string[] =>
    [...source.matchAll(new RegExp(`${mark} (.*)$`, "gm"))].map(([, line]) => `${line}\n`);
  const lines = linesBehind("-->");
  return { output: lines.length === 0 ? undefined : lines.join(""), errors: linesBehind("--2>").join("") };
}
