import type { HelmMajor } from "../../build/helm-releases.ts";
import type { ReasonName } from "./difference-reasons.ts";
import type { Facts } from "./helm-compare.ts";

/** An intended difference: the case, the Helm, and luff's own facts. */
export interface ListedDifference {
  readonly reason: ReasonName;
  readonly helm: readonly HelmMajor[];
  readonly case: string;
  readonly luff: Facts;
}

type Rows = Readonly<Record<string, Facts>>;

const BOTH: readonly HelmMajor[] = [3, 4];
const PROGRAM = "<root>/plugins/p/report.sh";
const HELLO: Facts = { exit: 0, complains: false, stdout: "Hello, a b!\nHello, x=1!\n" };
const SILENT: Facts = { complains: false };

/** The plugin runs with these arguments, and Helm does not run it. */
function runs(args: readonly string[] = [], program = PROGRAM): Facts {
  return { exit: 0, complains: false, program, args };
}

/** A fact that differs in every case in which the plugin runs under both, unless the case itself sets the variable. */
export const EVERYWHERE = {
  reason: "variables",
  helm: 3,
  variable: "HELM_CONTENT_CACHE",
  field: "environment.HELM_CONTENT_CACHE",
} as const;

export const LISTED_DIFFERENCES: readonly ListedDifference[] = [
  ...list("helm-bin", BOTH, { "environment: HELM_BIN from outside": { "environment.HELM_BIN": undefined } }),
  ...list("groups", BOTH, {
    "flags: --kube-as-group VALUE behind the name": groups("group"),
    "flags: --kube-as-group=VALUE behind the name": groups("group"),
    "flags: --kube-as-group VALUE before the name": groups("group"),
    "flags: --kube-as-group=VALUE before the name": groups("group"),
    "flags: all with a value of their own behind the name": groups("group"),
    "flags: all with = behind the name": groups("group"),
    "flags: all between other arguments": groups("group"),
    "flags: all before the name": groups("group"),
    "flags: --kube-as-group twice": groups("one,two"),
    "flags: --kube-as-group with a comma": groups("one,two"),
    "environment: HELM_KUBEASGROUPS beside the flag": groups("three"),
    "usable: --kube-as-group alone": groups("g"),
    "usable: --kube-as-group for a user to act as": groups("g"),
    "usable: --kube-as-group and --kube-as-user": groups("g"),
  }),
  ...list("empty-arguments", BOTH, {
    "expand: args come after the command's words and before the user's": {
      args: ["word", "one two", "", "p", "user", ""],
    },
    "arguments: an empty one in the middle": { args: ["x", "", "y"] },
    "arguments: an empty one at the end": { args: ["x", ""] },
    "arguments: an empty one first, with two behind it": { args: ["", "x", "y"] },
  }),
  ...list("insecure-flag", BOTH, {
    "flags: --kube-insecure-skip-tls-verify behind the name": { args: ["x", "y"] },
    "flags: --kube-insecure-skip-tls-verify before the name": { args: ["x"] },
  }),
  ...list("double-dash", BOTH, {
    "flags: -- before --debug": { args: ["--", "--debug", "x"], "environment.HELM_DEBUG": "false" },
    "flags: -- before --namespace": {
      args: ["a", "--", "--namespace", "space", "x"],
      "environment.HELM_NAMESPACE": "default",
    },
    "flags: -- before the name": { stdout: "", program: PROGRAM, args: ["a"] },
  }),
  ...list("unknown-flag", BOTH, {
    "flags: an unknown flag with = before the name": { exit: 1, complains: true, program: undefined, args: undefined },
  }),
  ...list("debug-explains", [3], {
    "flags: --debug before the name": { complains: true },
    "flags: --debug=true before the name": { complains: true },
  }),
  ...list("debug-log", [4], {
    "arguments: ignoreFlags drops everything": SILENT,
    "flags: --debug behind the name": SILENT,
    "flags: --debug=true behind the name": SILENT,
    "environment: HELM_DEBUG=1": SILENT,
  }),
  ...list("colors", [4], { "flags: --color=VALUE with an unknown color": runs(["--color=odd", "x"]) }),
  ...list("merged-maps", BOTH, {
    "odd kubeconfig: a merged map, and a namespace before it": { "environment.HELM_NAMESPACE": "own" },
  }),
  ...list("tagged-dates", BOTH, {
    "odd kubeconfig: the namespace !!timestamp 2024-99-99": { "environment.HELM_NAMESPACE": "2024-99-99" },
  }),
  ...list("other-architecture", BOTH, { "platform: only another architecture of the system": runs(["other"]) }),
  ...list("architecture-names", BOTH, { "platform: another name of the architecture": { args: ["alias"] } }),
  ...list("both-forms", BOTH, {
    "platform: command beside platformCommand": runs(["exact"]),
    "platform: command is left when platformCommand names other platforms": runs(["default"]),
    "formats: hooks and platformHooks": runs(),
  }),
  ...list("lua", BOTH, {
    "platform: main.lua and no command": { exit: 0, complains: false, stdout: "lua x\n" },
    "formats: lua/v1": { exit: 0, complains: false, stdout: "lua x\n" },
    "new: a plugin in Lua, without luff on PATH": HELLO,
    "new: a plugin in Lua for Helm 4, without luff on PATH": HELLO,
  }),
  ...list("expanded-once", [3], {
    "expand: the program's variable holds a variable": {
      exit: 1,
      complains: true,
      program: undefined,
      args: undefined,
    },
    "discovery: a plugin's folder with a dollar sign": runs(["x"], "<root>/plugins/a $HOME b/report.sh"),
  }),
  ...list("text-as-written", [3], {
    "expand: args that are not text": { args: ["1", "true", "2.50", "", "", "yes", "0x10"] },
    "formats: the name n": runs(),
    "manifest: the name, a word of YAML 1.1": runs(["x"], "<root>/plugins/folder/report.sh"),
  }),
  ...list("null-argument", [4], {
    "expand: args that are not text": { args: ["1", "true", "2.50", "", "", "yes", "0x10"] },
  }),
  ...list("all-formats", [3], {
    "new: a plugin in Lua for Helm 4, with luff on PATH": HELLO,
    "formats: v1": runs(["a"]),
    "formats: v1 with args": runs(["p", "a"]),
    "formats: v1, by its name where the usage line begins with another word": runs(["a"]),
    "formats: v1, by the first word of its usage line": runs(["a"]),
    "formats: v1, a usage line that begins with the name": runs(["a"]),
    "formats: v1 without a usage line": runs(["a"]),
    "formats: v1 without config": runs(["a"]),
    "formats: v1 with ignoreFlags": runs(),
    "formats: v1 with an unknown key": runs(),
    "formats: v1 with an unknown key in config": runs(),
    "formats: v1 with an unknown key in runtimeConfig": runs(),
    "formats: a v1 post-renderer as a command": runs(),
  }),
  ...list("name-and-usage", [4], {
    "formats: v1, by its name where the usage line begins with another word": runs(["a"]),
  }),
  ...list("unknown-keys", [4], {
    "formats: v1 with an unknown key": runs(),
    "formats: v1 with an unknown key in config": runs(),
  }),
  ...list("unknown-keys", [3], { "formats: an unknown key": runs() }),
  ...list("lenient-fields", [4], { "formats: keys with capital letters": runs() }),
  ...list("lenient-fields", BOTH, { "formats: ignoreFlags as text": runs() }),
  ...list("versions", [4], { "formats: the version 1.0": runs(), "formats: the version v1.2.3": runs() }),
  ...list("downloaders", [4], { "formats: a legacy plugin with downloaders as a command": runs(["a"]) }),
  ...list("post-renderers", [4], { "formats: a v1 post-renderer as a command": runs() }),
  ...list("broken-plugins", [3], {
    "discovery: a broken manifest beside a good one": runs(),
    "discovery: a broken manifest behind a good one": runs(),
    "discovery: a broken manifest in another folder": runs([], "<root>/b/p/report.sh"),
    "discovery: a name with a dot beside a good one": runs(),
    "discovery: plugin.yaml is a folder": runs(),
    "own: plugin list with a broken plugin": { exit: 0, stdout: "<text>" },
  }),
  ...list("broken-plugins", [4], {
    "discovery: a broken manifest beside a good one": SILENT,
    "discovery: a broken manifest behind a good one": SILENT,
    "discovery: a broken manifest in another folder": SILENT,
    "discovery: a name with a dot beside a good one": SILENT,
    "discovery: plugin.yaml is a folder": SILENT,
  }),
  ...list("same-names", BOTH, {
    "discovery: two plugins with one name in one folder": runs(["a"], "<root>/plugins/a/report.sh"),
    "discovery: two plugins with one name, the second in a folder of that name": runs(["second"]),
    "discovery: two plugins with one name beside a third": runs(["q"], "<root>/plugins/c/report.sh"),
  }),
  ...list("same-names", BOTH, { "own: plugin list with two of one name": { exit: 0, stdout: "<text>" } }),
  ...list("same-names", [4], {
    "discovery: two plugins with one name in two folders": SILENT,
    "discovery: a folder that has the name of another plugin, in a list": SILENT,
    "discovery: a plugin behind two with one name in two folders": runs(["q"], "<root>/b/q/report.sh"),
    "discovery: a name that is a built-in command": SILENT,
    "discovery: a plugin behind one with a built-in name": runs(["z"], "<root>/plugins/z/report.sh"),
  }),
  ...list("one-folder", [4], {
    "discovery: HELM_PLUGINS names one folder twice": SILENT,
    "discovery: HELM_PLUGINS names a folder and a link to it": SILENT,
    "own: plugin list with a folder named twice": SILENT,
  }),
  ...list("one-folder", BOTH, { "discovery: two links to one plugin's folder": runs() }),
  ...list("unusable-folders", BOTH, {
    "own: plugin list with a missing folder": { complains: true },
    "own: plugin list with a link that leads nowhere": { complains: true },
    "own: plugin list with a plugin.yml": { complains: true },
  }),
  ...list("list-by-type", [3], {
    "own: plugin list with --type": { exit: 0, stdout: "<text>", complains: false },
    "own: plugin list with an empty --type": { exit: 0, stdout: "<text>", complains: false },
  }),
  ...list("list-by-type", [4], {
    "own: plugin list with an unknown --type": { exit: 1, stdout: "", complains: true },
  }),
  ...list("all-formats", [3], {
    "own: help on the first word of a usage line": { stdout: "<text>", complains: false },
    "own: plugin list with a test/v1 plugin": { exit: 0, stdout: "<text>", complains: false },
    "own: plugin list with an extism plugin without its wasm file": { exit: 0, stdout: "<text>" },
  }),
  ...list("built-ins", BOTH, {
    "discovery: a name that is an alias of a built-in": runs(["fetch", "x"], "<root>/plugins/f/report.sh"),
    "discovery: a name that is a built-in of Helm alone": runs(["template", "x"], "<root>/plugins/t/report.sh"),
  }),
  ...list("literal-folders", BOTH, {
    "discovery: a star in HELM_PLUGINS": { exit: 1, complains: true, program: undefined, args: undefined },
    "discovery: a folder of plugins with a bracket": runs([], "<root>/gl[b/p/report.sh"),
  }),
  ...list("quiet-exit", BOTH, {
    "running: exit status 1": SILENT,
    "running: exit status 2": SILENT,
    "running: exit status 7": SILENT,
    "running: exit status 126": SILENT,
    "running: exit status 127": SILENT,
    "running: exit status 255": SILENT,
    "running: an interpreter line with arguments": SILENT,
  }),
  ...list("signals", BOTH, {
    "running: death by SIGTERM": { exit: 143, complains: false },
    "running: death by SIGKILL": { exit: 137, complains: false },
    "running: death by SIGINT": { exit: 130, complains: false },
    "running: death by SIGABRT": { exit: 134, complains: false },
  }),
  ...list("wrong-words", BOTH, {
    "discovery: help on an unknown word": { exit: 1 },
    "own: plugin with an unknown word": { exit: 1, stdout: "", complains: true },
    "own: plugin list with a word too many": { exit: 1, stdout: "", complains: true },
  }),
];

function groups(value: string): Facts {
  return { "environment.HELM_KUBEASGROUPS": value };
}

function list(reason: ReasonName, helm: readonly HelmMajor[], rows: Rows): ListedDifference[] {
  return Object.entries(rows).map(([name, luff]) => ({ reason, helm, case: name, luff }));
}
