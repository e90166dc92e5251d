import { expectHolds, expectNone, expectSame, type Finding } from "./finding.ts";
import { LOADERS, readModuleGraph, type GraphModule } from "./read-module-graph.ts";

/** What must be in an executable. */
export interface ExpectedContent {
  /** Where the program sees its modules: it differs on Windows. */
  readonly root: string;
  /** The compiled Lua. */
  readonly lua: Buffer;
  /** Words that the build has put into the sources: version, target and the like. */
  readonly stamps: readonly string[];
}

/** Names of modules in the text of another one. */
const REFERENCE = /(?:\/\$bunfs|B:\/~BUN)\/root\/[\w./-]+\w/g;

/** Looks at the section that Bun added: whether it is whole, and whether it is luff that is in it. Throws where it cannot be read. */
export function inspectModuleGraph(section: Buffer, expected: ExpectedContent): Finding[] {
  const { modules, entry, options } = readModuleGraph(section);
  const sources = modules.filter(({ loader }) => loader === LOADERS.javascript);
  const [first, lua] = [modules[entry], modules.find(({ name }) => name.endsWith(".wasm"))];
  const told = sources.map(({ contents }) => contents.toString()).join("\n");
  return [
    expectNone(
      "names of modules",
      `${modules.length}, all in ${expected.root}`,
      modules.filter(({ name }) => !name.startsWith(expected.root)).map(({ name }) => `${name} lies elsewhere`),
    ),
    expectHolds("the entry is JavaScript", first !== undefined && sources.includes(first)),
    expectNone(
      "bytecode",
      `in all ${sources.length} sources`,
      sources.filter(({ bytecodeSize }) => bytecodeSize === 0).map(({ name }) => `${name} has none`),
    ),
    expectNone("stamps of the build", expected.stamps.join(" "), missing(told, expected.stamps)),
    expectComplete(modules, told),
    expectSame("Lua", lua === undefined ? "none" : digest(lua.contents), digest(expected.lua)),
    expectSame("Bun's own options", options, ""),
  ];
}

function expectComplete(modules: readonly GraphModule[], told: string): Finding {
  const names = new Set(modules.map(({ name }) => name));
  const references = [...new Set(told.match(REFERENCE))];
  // The entry is called by nobody; what nobody else calls for would be a module of another build.
  const uncalled = modules.length - references.filter((name) => names.has(name)).length;
  return expectNone("references between modules", `${references.length}, to all others`, [
    ...references.filter((name) => !names.has(name)).map((name) => `${name} is not there`),
    ...(uncalled <= 1 ? [] : [`${uncalled} modules are called for by none`]),
  ]);
}

function missing(text: string, words: readonly string[]): string[] {
  return words.filter((word) => !text.includes(JSON.stringify(word))).map((word) => `${word} is in no source`);
}

function digest(bytes: Uint8Array): string {
  return `${bytes.length} bytes, SHA-256 ${new Bun.CryptoHasher("sha256").update(bytes).digest("hex").slice(0, 16)}`;
}
