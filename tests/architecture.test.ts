import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { type Declaration, parseSync } from "oxc-parser";
import { importsOf, type Import } from "./helpers/imports-of.ts";
import { KNOWN_GLOBALS } from "./helpers/known-globals.ts";
import { LAYERS, type Layer } from "./helpers/layers.ts";

const ROOT = resolve(import.meta.dir, "..");

const SOURCES = filesBelow("src").filter((file) => file.endsWith(".ts"));

describe("imports", () => {
  test.each(SOURCES)("%s keeps the direction of its layer", async (file) => {
    const layer = layerOf(file);
    const imports = await importsOf(join(ROOT, file));
    const faults = imports.flatMap((one) => faultOf(layer, file, one) ?? []);
    expect(faults).toEqual([]);
  });

  test.each(LAYERS)("of $name use each layer that it may import", async ({ name, mayImport }) => {
    const files = SOURCES.filter((file) => layerOf(file).name === name);
    const imported = await Promise.all(
      files.map(async (file) => importedLayers(file, await importsOf(join(ROOT, file)))),
    );
    const used = new Set(imported.flat());
    // Any file may throw an AppError, even if none does now.
    expect(mayImport.filter((layer) => layer !== "errors" && !used.has(layer))).toEqual([]);
  });

  test("are found at all", async () => {
    const all = await Promise.all(SOURCES.map((file) => importsOf(join(ROOT, file))));
    expect(all.flat().length).toBeGreaterThan(SOURCES.length / 2);
  });

  test("form no cycle, also with types and with the modules that are loaded on demand", async () => {
    expect(findCircles(await importGraph())).toEqual([]);
  });

  test("that form a cycle are found", () => {
    const graph = { a: ["b"], b: ["c", "d"], c: ["a"], d: ["d2"], d2: [] };
    expect(findCircles(graph)).toEqual([["a", "b", "c", "a"]]);
  });

  test("of a forbidden layer, a forbidden package and a path without an extension are reported", () => {
    const manifest = LAYERS.find((layer) => layer.name === "manifest")!;
    const at = "src/manifest/parse.ts";
    const fault = (specifier: string): string => faultOf(manifest, at, { specifier, typeOnly: false }) ?? "none";
    expect(fault("../run/start.ts")).toContain("manifest may not import run");
    expect(fault("node:fs")).toContain("manifest may not import the package node:fs");
    expect(fault("../errors/app-error")).toContain("ends in .ts");
    expect(fault("../errors/app-error.ts")).toBe("none");
    expect(fault("yaml")).toBe("none");
    const computed = { specifier: "import(path)", typeOnly: false, isHidden: true } as const;
    expect(faultOf(manifest, at, computed)).toContain("write the path as a text");
  });

  test("of types are allowed in output, those of values are not", () => {
    const output = LAYERS.find((layer) => layer.name === "output")!;
    const specifier = "../plugin/scan.ts";
    expect(faultOf(output, "src/output/table.ts", { specifier, typeOnly: true })).toBeUndefined();
    expect(faultOf(output, "src/output/table.ts", { specifier, typeOnly: false })).toBeDefined();
  });
});

describe("the start of an executable plugin", () => {
  // `decisions/0023-where-the-time-of-a-start-goes.md`: node:fs alone takes 0.8 ms.
  test("loads no module of Node or Bun, and no package", async () => {
    expect(await loadedAtStart("src/main.ts", importsOfSource)).toEqual([]);
  });

  test("is known file by file, also for what an imported file imports", async () => {
    const files: Readonly<Record<string, readonly Import[]>> = {
      "src/main.ts": [{ specifier: "./a.ts", typeOnly: false }],
      "src/a.ts": [
        { specifier: "./b/b.ts", typeOnly: false },
        { specifier: "./c.ts", typeOnly: false, onDemand: true },
        { specifier: "./d.ts", typeOnly: true },
        { specifier: "./text.lua", typeOnly: false },
      ],
      "src/b/b.ts": [
        { specifier: "node:fs", typeOnly: false },
        { specifier: "node:tty", typeOnly: false, onDemand: true },
        { specifier: "../main.ts", typeOnly: false },
      ],
    };
    expect(await loadedAtStart("src/main.ts", async (file) => files[file]!)).toEqual(["src/b/b.ts: node:fs"]);
  });
});

describe("globals", () => {
  test("of a module (import.meta) are read by hosts and at build time only", async () => {
    const found = await filesThatMatch(/\bimport\.meta\b/);
    const allowed = /^src\/(host\/bun|host\/quickjs|lua\/module|cli\/manual\/packed|main)/;
    expect(found.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test("with an effect, or that lead to others, are all refused by the linter", async () => {
    const config = Bun.JSONC.parse(await Bun.file(join(ROOT, ".oxlintrc.json")).text()) as LintConfig;
    const refused =
      config.overrides.find(({ files }) => files.includes("src/**"))?.rules["no-restricted-globals"] ?? [];
    const all = Object.getOwnPropertyNames(globalThis);
    expect(all.filter((name) => !refused.includes(name) && !KNOWN_GLOBALS.has(name))).toEqual([]);
    expect(["Bun", "process", "globalThis", "setImmediate"].filter((name) => !refused.includes(name))).toEqual([]);
  });
});

describe("the table of ARCHITECTURE.md", () => {
  test("has each layer with the layers that it may import", async () => {
    const text = await Bun.file(join(ROOT, ".github/ARCHITECTURE.md")).text();
    const [, layers = ""] = /^## Layers\n(.*?)^## /ms.exec(text) ?? [];
    const rows = [...layers.matchAll(/^\| `([a-z/-]+)` \| ([^|]+) \|/gm)].map(([, name, imports]) => [name, imports]);
    const expected = LAYERS.map(({ name, mayImport, anyTypes }) => {
      const names = mayImport.map((one) => `\`${one}\``).join(", ");
      return [name, `${names || "–"}${anyTypes ? "; types of all others" : ""}`];
    });
    expect(rows).toEqual(expected);
  });
});

describe("files", () => {
  test("at the top are the known folders", () => {
    const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const known = ["src", "tests", "build", ".github", ".ci", ".git", "node_modules", "dist"];
    expect(folders.map((entry) => entry.name).filter((name) => !known.includes(name))).toEqual([]);
  });

  test("and folders of src are in kebab-case", () => {
    const odd = SOURCES.filter((file) => !/^(\/[a-z0-9]+(-[a-z0-9]+)*)+(\.d)?\.ts$/.test(`/${file}`));
    expect(odd).toEqual([]);
  });

  test("and folders of src are named for a job", () => {
    const jobless = /(^|\/)(utils?|helpers?|common|core|misc|shared|lib|index)(\.ts)?(\/|$)/;
    // The file of a command has the name of the command.
    const named = SOURCES.filter((file) => !/(^|\/)cli\/commands\/plugin\/index\.ts$/.test(file));
    expect(named.filter((file) => jobless.test(file))).toEqual([]);
  });

  test("of src export by name only", async () => {
    const found = await filesThatMatch(/^export default\b|^export \{[^}]*\bas default\b/m);
    expect(found).toEqual([]);
  });

  test("of src re-export nothing from other files: no barrels", async () => {
    const found = await filesThatMatch(/^export (type )?(\*|\{[^}]*\})[^;]*\bfrom\s+["']/m);
    expect(found).toEqual([]);
  });

  test("of src say above each exported function what it does", async () => {
    const found = await Promise.all(
      SOURCES.map(async (file) => undocumentedIn(file, await Bun.file(join(ROOT, file)).text())),
    );
    expect(found.flat()).toEqual([]);
    expect(undocumentedIn("a.ts", "export function a(): void {}\n/** B. */\nexport const b = () => 1;")).toEqual([
      "a.ts: a",
    ]);
  });

  test("of src export no two functions of one name, except hosts, whose names are those of the other host", async () => {
    const files = SOURCES.filter((file) => !/^src\/host\/(?:bun|quickjs)\//.test(file));
    const names = await Promise.all(
      files.map(async (file) => exportedFunctionsIn(file, await Bun.file(join(ROOT, file)).text())),
    );
    const all = names.flat();
    expect(all.length).toBeGreaterThan(files.length / 2);
    expect(all.filter((name, at) => all.indexOf(name) < at)).toEqual([]);
  });

  test("of tests/unit are in the folder of the src files that they test", () => {
    const tests = filesBelow("tests/unit").filter((file) => file.endsWith(".test.ts"));
    const homeless = tests.filter((file) => !existsSync(join(ROOT, dirname(file).replace("tests/unit", "src"))));
    expect(homeless).toEqual([]);
  });

  test("that implement an interface of host have the same names in host/bun and host/quickjs", () => {
    const interfaces = readdirSync(join(ROOT, "src/host"));
    const implemented = (host: string): string[] =>
      filesBelow(`src/host/${host}`)
        .map((file) => basename(file))
        .filter((name) => interfaces.includes(name))
        .toSorted();
    expect(implemented("quickjs")).toEqual(implemented("bun"));
  });
});

/** The exported functions of a source that have no comment of their own. */
function undocumentedIn(file: string, source: string): string[] {
  const exported = parseSync(file, source).program.body.filter((node) => node.type === "ExportNamedDeclaration");
  return exported.flatMap(({ declaration, start }) => {
    const name = functionName(declaration);
    return name === undefined || file.endsWith(".d.ts") || source.slice(0, start).trimEnd().endsWith("*/")
      ? []
      : [`${file}: ${name}`];
  });
}

/** The names of the functions that a file exports. */
function exportedFunctionsIn(file: string, source: string): string[] {
  return parseSync(file, source).program.body.flatMap((each) =>
    each.type === "ExportNamedDeclaration" ? (functionName(each.declaration) ?? []) : [],
  );
}

function functionName(declaration: Declaration | null): string | undefined {
  if (declaration?.type === "FunctionDeclaration") return declaration.id?.name;
  if (declaration?.type !== "VariableDeclaration") return undefined;
  const [first] = declaration.declarations;
  return first?.init?.type === "ArrowFunctionExpression" && first.id.type === "Identifier" ? first.id.name : undefined;
}

function layerOf(file: string): Layer {
  const place = file.slice("src/".length);
  const fits = LAYERS.filter((layer) => place === layer.place || place.startsWith(`${layer.place}/`));
  const layer = fits.toSorted((a, b) => b.place.length - a.place.length)[0];
  if (layer === undefined) throw new Error(`${file} belongs to no layer: add one to LAYERS, or move the file`);
  return layer;
}

/** The layers of the files that a file imports. */
function importedLayers(file: string, imports: readonly Import[]): string[] {
  const paths = imports.filter(({ specifier }) => specifier.startsWith("."));
  const files = paths.map(({ specifier }) => posix.join(dirname(file), specifier));
  return files.filter((path) => path.startsWith("src/")).map((path) => layerOf(path).name);
}

/** The endings of files that the program has as they are, besides its modules. */
const IMPORTED = /\.(ts|json|wasm|txt|lua|bash|fish|ps1|zsh|md)$/;

function faultOf(layer: Layer, file: string, { specifier, typeOnly, isHidden }: Import): string | undefined {
  if (isHidden === true) return `${specifier} may import anything: write the path as a text in an import()`;
  if (!specifier.startsWith(".")) {
    if ((layer.packages ?? []).some((pattern) => pattern.test(specifier))) return undefined;
    return `${layer.name} may not import the package ${specifier}: ${layer.advice}`;
  }
  if (!IMPORTED.test(specifier)) return `${specifier}: a relative import ends in .ts`;
  const target = posix.join(dirname(file), specifier);
  if (!target.startsWith("src/")) return outsideFault(target);
  const other = layerOf(target);
  if (other.name === layer.name || layer.mayImport.includes(other.name)) return undefined;
  if (typeOnly && layer.anyTypes === true) return undefined;
  return `${layer.name} may not import ${other.name} (${specifier}): ${layer.advice}`;
}

/** Files that the build makes, and documents for readers, may be embedded; nothing else outside of src belongs to the program. */
function outsideFault(target: string): string | undefined {
  if (target.startsWith("dist/") || /^\.github\/[A-Z]+\.md$/.test(target)) return undefined;
  return `${target} is outside of src: the program consists of src, of documents and of what the build puts into dist`;
}

interface LintConfig {
  readonly overrides: readonly {
    readonly files: readonly string[];
    readonly rules: Readonly<Record<string, readonly string[]>>;
  }[];
}

type ImportGraph = Readonly<Record<string, readonly string[]>>;

const importsOfSource = (file: string): Promise<Import[]> => importsOf(join(ROOT, file));

/** The packages and modules that a file and the files that come with it import at once, each with the file that does. */
async function loadedAtStart(
  entry: string,
  importsOfFile: (file: string) => Promise<readonly Import[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const files = new Set([entry]);
  for (const file of files) {
    const atOnce = (await importsOfFile(file)).filter((one) => !one.typeOnly && one.onDemand !== true);
    for (const { specifier } of atOnce) {
      if (!specifier.startsWith(".")) found.push(`${file}: ${specifier}`);
      else if (specifier.endsWith(".ts")) files.add(posix.join(dirname(file), specifier));
    }
  }
  return found;
}

/** For each file of src the files that it imports, at its start or later. */
async function importGraph(): Promise<ImportGraph> {
  const load = async (file: string): Promise<[string, string[]]> => {
    const imports = await importsOf(join(ROOT, file));
    const local = imports.filter(({ specifier }) => specifier.startsWith("."));
    return [file, local.map(({ specifier }) => posix.join(dirname(file), specifier))];
  };
  return Object.fromEntries(await Promise.all(SOURCES.map(load)));
}

/** Paths that end where they began, one for each cycle that a walk through the graph meets. */
function findCircles(graph: ImportGraph): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of graph[file] ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of Object.keys(graph)) walk(file, []);
  return circles;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const files = [...new Bun.Glob("**/*").scanSync({ cwd: join(ROOT, folder) })];
  return files.map((file) => `${folder}/${file.replaceAll("\\", "/")}`).toSorted();
}

async function filesThatMatch(pattern: RegExp): Promise<string[]> {
  const texts = await Promise.all(SOURCES.map((file) => Bun.file(join(ROOT, file)).text()));
  return SOURCES.filter((_, index) => pattern.test(texts[index] ?? ""));
}
