/** A folder of src (or a file) with a rule about its imports. */
export interface Layer {
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
  "errors platform text manifest command host cache program helm plugin lua run archive source http hub manage author output".split(
    " ",
  );
const RUNTIME = [/^node:/, /^bun(:|$)/];

/**
 * The layers of src and the direction of their imports, in the order of the table in ARCHITECTURE.md. A change here comes
 * with a note in .github/decisions.
 */
export const LAYERS: readonly Layer[] = [
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
    mayImport: ["errors", "platform", "text", "host", "cache", "program"],
    // For the kubeconfig that HELM_NAMESPACE comes from.
    packages: [/^yaml$/],
    advice: "Helm's settings, folders and variables only; plugins on disk belong to plugin/",
  },
  {
    name: "lua",
    place: "lua",
    mayImport: ["errors", "text", "host", "http"],
    advice: "the engine knows no plugins: pass paths, arguments and the environment in from run/",
  },
  {
    name: "extism",
    place: "extism",
    mayImport: ["errors", "text", "host", "http"],
    advice: "Extism's rules for a module alone: what it is called for, and with which message, is decided in run/",
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
    mayImport: [
      "errors",
      "platform",
      "text",
      "manifest",
      "command",
      "cache",
      "helm",
      "plugin",
      "program",
      "lua",
      "extism",
      "host",
    ],
    advice: "return a result or an exit status; printing is done by cli/ with output/",
  },
  {
    name: "archive",
    place: "archive",
    mayImport: ["errors", "platform", "text", "host"],
    advice: "read and unpack archives without knowing plugins; manage/ looks at the content",
  },
  {
    name: "source",
    place: "source",
    mayImport: ["errors", "platform", "host"],
    advice: "read how a source is named; bringing it into a folder belongs to manage/stage",
  },
  {
    name: "http",
    place: "http",
    mayImport: ["errors", "platform", "text", "host"],
    advice: "fetch what an address has, by rules that know no plugins; what is done with it belongs to manage/",
  },
  {
    name: "manage",
    place: "manage",
    mayImport: "errors platform text manifest host cache program helm plugin run archive source http".split(" "),
    // For sets of plugins and their lock files.
    packages: [/^yaml$/],
    advice: "change plugins and return what was done; printing is done by cli/ with output/",
  },
  {
    name: "hub",
    place: "hub",
    mayImport: ["errors", "text", "source", "http"],
    // For indexes of plugins.
    packages: [/^yaml$/],
    advice: "find plugins that could be installed, and return what was found; printing is done by cli/",
  },
  {
    name: "author",
    place: "author",
    mayImport: "errors platform text manifest command host archive program helm plugin lua run hub manage".split(" "),
    // Rewrites manifests, comments included.
    packages: [/^yaml$/],
    advice: "check, create and migrate plugins and return what was found or made; printing is done by cli/",
  },
  {
    name: "output",
    place: "output",
    mayImport: ["errors", "text"],
    anyTypes: true,
    packages: [/^yaml$/, /^fast-string-width$/],
    advice: "render what was computed before: import types only, and take the values as parameters",
  },
  {
    name: "cli/manual/packed",
    place: "cli/manual/packed",
    mayImport: ["text"],
    packages: RUNTIME,
    advice: "packs documents at build time; what reads them belongs to cli/manual",
  },
  {
    name: "cli",
    place: "cli",
    mayImport: [...EVERYTHING_BUT_HOSTS, "cli/manual/packed"],
    packages: [/^clipanion$/, /^typanion$/],
    advice: "take the Host from the context; main.ts alone makes one",
  },
  {
    name: "host/bun",
    place: "host/bun",
    mayImport: ["errors", "host"],
    // WASI for WebAssembly modules of plugins.
    packages: [...RUNTIME, /^@tybys\/wasm-util$/],
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
    mayImport: ["cli", "host/bun"],
    packages: RUNTIME,
    advice: "make the host, run the command line, set the exit code; anything else has a layer",
  },
  {
    name: "main-compact",
    place: "main-compact.ts",
    mayImport: ["cli", "host/quickjs"],
    advice: "make the host, run the command line, set the exit code; anything else has a layer",
  },
];
