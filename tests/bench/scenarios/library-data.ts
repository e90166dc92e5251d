import { join } from "node:path";
import { type LibraryData, makeLibraryData } from "../library/make-data.ts";
import { absentModule, type NativeModule } from "../library/native-library.ts";
import type { Command } from "../measure.ts";
import type { Scenario } from "../scenario.ts";
import { withCompact, type Workshop } from "../workshop.ts";

const LIBRARY = join(import.meta.dir, "..", "library");
const RUN_MAIN = join(import.meta.dir, "..", "lua", "run-main.lua");

/** Work that a library does, by Debian's build of it in lua5.4, by the same one in luff, and by luff's own. */
interface Work {
  readonly name: string;
  readonly title: string;
  readonly script: string;
  readonly native: NativeModule;
  readonly own?: string;
  /** What the script is given: a module's name, and how often it does the work. */
  args(module: string, count: string, data: LibraryData): readonly string[];
  /** So often that lua5.4 takes most of a second. */
  readonly count: number;
}

const WORKS: readonly Work[] = [
  {
    name: "library-json-decode",
    title: "JSON: 4 MB to tables",
    script: "json-decode",
    native: "cjson",
    own: "helm.json",
    args: (module, count, { json }) => [module, json, count],
    count: 10,
  },
  {
    name: "library-json-encode",
    title: "JSON: tables that a script has made to 2 MB",
    script: "json-encode",
    native: "cjson",
    own: "helm.json",
    args: (module, count) => [module, count],
    count: 40,
  },
  {
    name: "library-yaml-load",
    title: "YAML: 1 MB to tables",
    script: "yaml-load",
    native: "lyaml",
    own: "helm.yaml",
    args: (module, count, { yaml }) => [module, yaml, count],
    count: 1,
  },
  {
    name: "library-yaml-dump",
    title: "YAML: tables to 1 MB",
    script: "yaml-dump",
    native: "lyaml",
    own: "helm.yaml",
    args: (module, count) => [module, count],
    count: 1,
  },
  {
    name: "library-lpeg",
    title: "LPeg: the words of 4 MB",
    script: "words",
    native: "lpeg",
    args: (_, count, { json }) => [json, count],
    count: 5,
  },
  {
    name: "library-inflate",
    title: "zlib: inflating to 4 MB",
    script: "inflate",
    native: "zlib",
    args: (_, count, { packed }) => [packed, count],
    count: 100,
  },
];

/** What the libraries for data do beside the same ones of lua5.4. */
export const LIBRARY_DATA: readonly Scenario[] = WORKS.map((work) => ({
  name: work.name,
  title: work.title,
  reference: `lua5.4, ${work.native}`,
  takesSeconds: true,
  absent(workshop) {
    const absent = absentModule(workshop, work.native);
    return absent === undefined ? [] : [absent];
  },
  commands: (workshop, quick) => commandsOf(workshop, work, String(quick ? Math.ceil(work.count / 2) : work.count)),
}));

function commandsOf(workshop: Workshop, work: Work, count: string): readonly Command[] {
  const data = makeLibraryData(workshop.root);
  const { native, own } = work;
  const run = (engine: string, argv: readonly string[], module: string): Command =>
    workshop.command(`${engine}, ${module}`, [
      ...argv,
      join(LIBRARY, `${work.script}.lua`),
      ...work.args(module, count, data),
    ]);
  const modules = own === undefined ? [native] : [native, own];
  const luffs = withCompact(workshop).flatMap(({ name, path }) => modules.map((module) => run(name, [path], module)));
  if (workshop.lua === undefined || absentModule(workshop, native) !== undefined) return luffs;
  return [run("lua5.4", [workshop.lua, RUN_MAIN], native), ...luffs];
}
