import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, posix, resolve } from "node:path";
import { importsOf, type Import } from "./helpers/imports-of.ts";

const ROOT = resolve(import.meta.dir, "..");

interface Layer {
  readonly name: string;
  /** Folders of src whose files belong to the layer, or a file; the longest match wins. */
  readonly place: string;
  /** Layers that its files may import, besides their own. */
  readonly mayImport: readonly string[];
  /** Packages, and `node:` or `bun:` modules, that its files may import. */
  readonly packages?: readonly RegExp[];
  /** Types may come from every layer. */
  readonly anyTypes?: true;
  /** What to do if the rule is in the way. */
  readonly advice: string;
}

const EVERYTHING_BUT_HOSTS =
  "errors platform text manifest command host cache program helm plugin lua run archive source manage author output".split(
    " ",
  );
const RUNTIME = [/^node:/, /^bun(:|$)/];

/** The layers of src and the direction of their imports. A change here comes with a note in .github/decisions. */
const LAYERS: readonly Layer[] = [
  {
    name: "errors",
    place: "errors",
    mayImport: [],
    advice: "errors know nothing: pass what the message needs as a string",
  },
  {
    name: "platform",
    place: "platform",
    mayImport: ["errors"],
    advice: "take the os and the arch as parameters; the caller has the host",
  },
  {
    name: "text",
    place: "text",
    mayImport: [],
    advice: "work on strings only; the caller knows what a text is about",
  },
  {
    name: "host",
    place: "host",
    mayImport: ["errors"],
    advice:
      "this folder has interfaces only; an implementation goes to host/bun and host/quickjs under the same file name",
  },
  {
    name: "manifest",
    place: "manifest",
    mayImport: ["errors", "platform", "text"],
    packages: [/^yaml$/, /^typanion$/],
    advice: "parse text into the model; plugin/ reads the files",
  },
  {
    name: "command",
    place: "command",
    mayImport: ["errors", "platform", "manifest", "text"],
    advice: "stay a pure function of the model; take facts about the machine as parameters",
  },
  {
    name: "cache",
    place: "cache",
    mayImport: ["errors", "platform", "host"],
    advice: "store values by the digest of a text; the caller knows what the values mean",
  },
  {
    name: "program",
    place: "program",
    mayImport: ["errors", "platform", "host"],
    advice: "find and start programs; which program, and for what, is decided in run/",
  },
  {
    name: "helm",
    place: "helm",
    mayImport: ["errors", "platform", "host", "cache", "program"],
    // For the kubeconfig that HELM_NAMESPACE comes from.
    packages: [/^yaml$/],
    advice: "Helm's settings, folders and variables only; plugins on disk belong to plugin/",
  },
  {
    name: "lua",
    place: "lua",
    mayImport: ["errors", "text", "host"],
    advice: "the engine knows no plugins: pass paths, arguments and the environment in from run/",
  },
  {
    name: "lua/module",
    place: "lua/module",
    mayImport: ["errors", "lua"],
    packages: RUNTIME,
    advice: "makes the WebAssembly module at build time; what happens at run time belongs to lua/",
  },
  {
    name: "plugin",
    place: "plugin",
    mayImport: ["errors", "platform", "manifest", "host", "cache", "text"],
    advice: "folders and their manifests only; Helm's settings belong to helm/, starting to run/",
  },
  {
    name: "run",
    place: "run",
    mayImport: ["errors", "platform", "text", "manifest", "command", "helm", "plugin", "program", "lua", "host"],
    advice: "return a result or an exit status; printing is done by cli/ with output/",
  },
  {
    name: "archive",
    place: "archive",
    mayImport: ["errors", "platform", "host"],
    advice: "read and unpack archives without knowing plugins; manage/ looks at the content",
  },
  {
    name: "source",
    place: "source",
    mayImport: ["errors", "platform", "host", "archive"],
    advice: "find out what a source is and bring it into a folder; what happens to the plugin then belongs to manage/",
  },
  {
    name: "manage",
    place: "manage",
    mayImport: "errors platform text manifest host cache program helm plugin run archive source".split(" "),
    advice: "change plugins and return what was done; printing is done by cli/ with output/",
  },
  {
    name: "author",
    place: "author",
    mayImport: "errors platform text manifest command host archive program helm plugin lua run manage".split(" "),
    // Rewrites manifests, comments included.
    packages: [/^yaml$/],
    advice: "check, create and migrate plugins and return what was found or made; printing is done by cli/",
  },
  {
    name: "output",
    place: "output",
    mayImport: ["errors"],
    anyTypes: true,
    packages: [/^yaml$/],
    advice: "render what was computed before: import types only, and take the values as parameters",
  },
  {
    name: "cli",
    place: "cli",
    mayImport: EVERYTHING_BUT_HOSTS,
    packages: [/^clipanion$/, /^typanion$/],
    advice: "take the Host from the context; main.ts alone makes one",
  },
  {
    name: "host/bun",
    place: "host/bun",
    mayImport: ["errors", "host"],
    packages: RUNTIME,
    advice: "adapt the machine to the interfaces; a rule of luff's belongs above them",
  },
  {
    name: "host/quickjs",
    place: "host/quickjs",
    mayImport: ["errors", "host"],
    // The part of the host in C.
    packages: [/^qjs:host$/],
    advice: "adapt the machine to the interfaces; a rule of luff's belongs above them",
  },
  {
    name: "main",
    place: "main.ts",
    mayImport: ["cli", "host", "host/bun"],
    packages: RUNTIME,
    advice: "make the host, run the command line, set the exit code; anything else has a layer",
  },
  {
    name: "main-compact",
    place: "main-compact.ts",
    mayImport: ["cli", "host", "host/quickjs"],
    advice: "make the host, run the command line, set the exit code; anything else has a layer",
  },
];

const SOURCES = filesBelow("src").filter((file) => file.endsWith(".ts"));

describe("imports", () => {
  test.each(SOURCES)("%s keeps the direction of its layer", async (file) => {
    const layer = layerOf(file);
    const imports = await importsOf(join(ROOT, file));
    const faults = imports.flatMap((one) => faultOf(layer, file, one) ?? []);
    expect(faults).toEqual([]);
  });

  test("are found: each layer that may import has files that do", async () => {
    const all = await Promise.all(SOURCES.map((file) => importsOf(join(ROOT, file))));
    expect(all.flat().length).toBeGreaterThan(SOURCES.length / 2);
  });

  test("form no cycle, also with the modules that are loaded on demand", async () => {
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
  });

  test("of types are allowed in output, those of values are not", () => {
    const output = LAYERS.find((layer) => layer.name === "output")!;
    const specifier = "../plugin/scan.ts";
    expect(faultOf(output, "src/output/table.ts", { specifier, typeOnly: true })).toBeUndefined();
    expect(faultOf(output, "src/output/table.ts", { specifier, typeOnly: false })).toBeDefined();
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
    expect(SOURCES.filter((file) => jobless.test(file))).toEqual([]);
  });

  test("of src export by name only", async () => {
    const found = await filesThatMatch(/^export default\b|^export \{[^}]*\bas default\b/m);
    expect(found).toEqual([]);
  });

  test("of src re-export nothing from other files: no barrels", async () => {
    const found = await filesThatMatch(/^export (type )?(\*|\{[^}]*\})[^;]*\bfrom\s+["']/m);
    expect(found).toEqual([]);
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

function layerOf(file: string): Layer {
  const place = file.slice("src/".length);
  const fits = LAYERS.filter((layer) => place === layer.place || place.startsWith(`${layer.place}/`));
  const layer = fits.toSorted((a, b) => b.place.length - a.place.length)[0];
  if (layer === undefined) throw new Error(`${file} belongs to no layer: add one to LAYERS, or move the file`);
  return layer;
}

function faultOf(layer: Layer, file: string, { specifier, typeOnly }: Import): string | undefined {
  if (!specifier.startsWith(".")) {
    if ((layer.packages ?? []).some((pattern) => pattern.test(specifier))) return undefined;
    return `${layer.name} may not import the package ${specifier}: ${layer.advice}`;
  }
  if (!/\.(ts|json|wasm|lua)$/.test(specifier)) return `${specifier}: a relative import ends in .ts`;
  const target = posix.join(dirname(file), specifier);
  if (!target.startsWith("src/")) return outsideFault(target);
  const other = layerOf(target);
  if (other.name === layer.name || layer.mayImport.includes(other.name)) return undefined;
  if (typeOnly && layer.anyTypes === true) return undefined;
  return `${layer.name} may not import ${other.name} (${specifier}): ${layer.advice}`;
}

/** Files that the build makes may be embedded; nothing else outside of src belongs to the program. */
function outsideFault(target: string): string | undefined {
  if (target.startsWith("dist/")) return undefined;
  return `${target} is outside of src: the program consists of src and of what the build puts into dist`;
}

type ImportGraph = Readonly<Record<string, readonly string[]>>;

/** For each file of src the files that it loads at run time, at its start or later. */
async function importGraph(): Promise<ImportGraph> {
  const load = async (file: string): Promise<[string, string[]]> => {
    const imports = await importsOf(join(ROOT, file));
    const local = imports.filter(({ specifier, typeOnly }) => !typeOnly && specifier.startsWith("."));
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
