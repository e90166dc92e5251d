/** Why luff does something else than Helm: a title and a sentence or two for the manual. */
interface Reason {
  readonly title: string;
  readonly text: string;
}

/** Every reason for which luff may differ, in the order of the manual. */
export const REASONS = {
  variables: {
    title: "Plugins get the variables of Helm 3 and of Helm 4",
    text: "One environment serves both: `HELM_CONTENT_CACHE`, which Helm 3 does not know, is always there.",
  },
  "helm-bin": {
    title: "HELM_BIN is a Helm, not luff",
    text: "A `HELM_BIN` that luff finds in its environment stays as it is; otherwise it is the `helm` on PATH. Helm puts its own path there.",
  },
  groups: {
    title: "Groups are not doubled",
    text: "Helm reads `--kube-as-group` twice, so every group stands twice in `HELM_KUBEASGROUPS`.",
  },
  "empty-arguments": {
    title: "Empty arguments are kept",
    text: "Helm takes an empty argument for one of its own flags and drops it together with the next one.",
  },
  "insecure-flag": {
    title: "--kube-insecure-skip-tls-verify takes no value",
    text: "It is a switch. Helm drops the argument that stands behind it.",
  },
  "double-dash": {
    title: "-- ends luff's own flags",
    text: "What stands behind `--` belongs to the plugin, even where it looks like a global flag. Helm takes its flags from there too.",
  },
  "unknown-flag": {
    title: "An unknown flag before the name is an error",
    text: "Helm hands one that holds `=` to the plugin.",
  },
  "debug-log": {
    title: "--debug is for the plugin",
    text: "It sets `HELM_DEBUG`. luff writes no log of its own, as Helm 4 does.",
  },
  "other-architecture": {
    title: "Another architecture is better than nothing",
    text: "Where only an entry for this system and another architecture is left, it runs; many systems can execute it. Helm finds no command.",
  },
  "architecture-names": {
    title: "Systems and architectures have several names",
    text: "`x86_64` is `amd64`, `aarch64` is `arm64`, `i386` is `386`, `macos` is `darwin`, and so on. Helm knows Go's words only.",
  },
  "both-forms": {
    title: "The older and the newer form of a field may stand together",
    text: "`platformCommand` is looked through first and `command` is what is left when nothing fits; `platformHooks` and `hooks` alike. Helm 3.18.0 and Helm 4 refuse such a manifest.",
  },
  lua: {
    title: "Lua plugins run",
    text: "A `main.lua` where no command is named, or `runtime: lua/v1`.",
  },
  "expanded-once": {
    title: "Variables are filled in once",
    text: "Helm 3 fills them in twice in the program's path, so that a value or a folder with a `$` in it is changed.",
  },
  "text-as-written": {
    title: "Text stays as it is written",
    text: "`n`, `yes`, `2.50` and `0x10` are text where text is asked for. Helm 3 makes `false`, `true`, `2.5` and `16` of them.",
  },
  "null-argument": {
    title: "A null in args is an empty argument",
    text: "As in Helm 3. Helm 4 leaves it out.",
  },
  "all-formats": {
    title: "Every format of plugin.yaml is read",
    text: "Helm 3 does not know `apiVersion: v1`, and finds no plugin at all beside such a one.",
  },
  "name-and-usage": {
    title: "A plugin is called by its name as well",
    text: "Of an `apiVersion: v1` plugin Helm 4 knows only the first word of `config.usage`; luff knows both words.",
  },
  "unknown-keys": {
    title: "Unknown keys are warnings",
    text: "They are no reason not to run the plugin. Helm 3 refuses them everywhere, Helm 4 in `apiVersion: v1`.",
  },
  "lenient-fields": {
    title: "Harmless slips in a manifest are forgiven",
    text: 'Keys in capital letters (as in Helm 3), `ignoreFlags: "true"` in quotes.',
  },
  versions: {
    title: "Any version text will do in a legacy manifest",
    text: "As in Helm 3. Helm 4 refuses what is not a strict semantic version.",
  },
  downloaders: {
    title: "A legacy plugin with downloaders stays a command",
    text: "As in Helm 3. Helm 4 makes a getter of it and drops the command.",
  },
  "post-renderers": {
    title: "A post-renderer can be run by hand",
    text: "`luff NAME` starts it with stdin and arguments as they are. In Helm 4 it is no command.",
  },
  "broken-plugins": {
    title: "A broken plugin never disables the others",
    text: "Nor is it in the way of the one that is run: its manifest is not read for that, so nothing is said about it either; `luff help` and `luff plugin list` tell. In Helm 3 one broken plugin takes all of them away.",
  },
  "same-names": {
    title: "Of two plugins with one name the first runs",
    text: "The first in the order of HELM_PLUGINS; in one of its folders the one whose own folder has the name, otherwise the first by the folders' names. `luff help` and `luff plugin list` tell of the other. Helm finds no plugin at all, or none behind the second.",
  },
  "one-folder": {
    title: "A folder is one folder, whatever its paths",
    text: "Named twice in HELM_PLUGINS, by a link or in another spelling, it is looked in once; a plugin's folder that several links lead to is one plugin. Helm takes each path for another folder, and Helm 4 finds that the names conflict.",
  },
  "unusable-folders": {
    title: "What lies there and cannot be used is reported",
    text: "`luff plugin list`, `luff help` and the error for an unknown command say which folders of HELM_PLUGINS are missing, unreadable, no folders or a plugin's own, and which plugin folders are links to nowhere, have a manifest by another name (`plugin.yml`) or one level too deep. Only the folder that is looked in by default may be missing. Helm says nothing.",
  },
  "list-by-type": {
    title: "luff plugin list has --type, and an unknown type is an error",
    text: "Helm 3 has no `--type`; Helm 4 prints an empty list for a type that no plugin can have.",
  },
  "built-ins": {
    title: "Only luff's own words are taken",
    text: "A plugin may have the name of a command that Helm has and luff does not.",
  },
  "literal-folders": {
    title: "HELM_PLUGINS holds folders, not patterns",
    text: "Helm takes `*`, `?` and `[` in them for a pattern.",
  },
  "quiet-exit": {
    title: "luff adds nothing to a plugin's own exit",
    text: "The exit status says it all. Helm prints a line on stderr behind everything that the plugin has said.",
  },
  signals: {
    title: "A death by a signal shows",
    text: "A shell sees 128 + the signal's number, as from any program. From Helm it sees 255.",
  },
  "wrong-words": {
    title: "A word that a command does not know is an error",
    text: "It exits with 1. Helm prints a help page or passes the word over, and exits with 0.",
  },
} as const satisfies Record<string, Reason>;

export type ReasonName = keyof typeof REASONS;
