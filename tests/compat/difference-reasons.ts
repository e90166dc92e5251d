/** Why luff behaves differently from Helm: a title and a sentence or two for the manual. */
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
    text: "luff keeps the `HELM_BIN` of its environment. Without one, it is the `helm` on PATH. Helm sets it to its own path.",
  },
  groups: {
    title: "Groups are not doubled",
    text: "Helm reads `--kube-as-group` twice, so `HELM_KUBEASGROUPS` has every group twice.",
  },
  "empty-arguments": {
    title: "Empty arguments are kept",
    text: "Helm treats an empty argument as one of its own flags, and drops it together with the next argument.",
  },
  "insecure-flag": {
    title: "--kube-insecure-skip-tls-verify takes no value",
    text: "It is a switch. Helm drops the argument after it.",
  },
  "double-dash": {
    title: "-- ends luff's own flags",
    text: "Everything after `--` goes to the plugin, even if it looks like a global flag. Helm takes its flags from there too.",
  },
  "unknown-flag": {
    title: "An unknown flag before the name is an error",
    text: "Helm passes a flag with `=` to the plugin.",
  },
  "debug-explains": {
    title: "--debug before the name explains what luff does",
    text: "It sets `HELM_DEBUG` as in Helm, and luff [explains](#explaining-what-luff-does) on stderr which command it takes and why. Helm 3 writes nothing.",
  },
  "debug-log": {
    title: "--debug behind the name is for the plugin",
    text: "It sets `HELM_DEBUG`, and luff writes nothing of its own; Helm 4 does.",
  },
  colors: {
    title: "Any --color is for the plugin",
    text: "As in Helm 3. Helm 4 refuses a word other than `never`, `auto` and `always`.",
  },
  "merged-maps": {
    title: "A kubeconfig's own namespace wins over a merged one",
    text: "So YAML defines it. In Helm the map that is merged with `<<` wins over the fields before it.",
  },
  "tagged-dates": {
    title: "A kubeconfig may have a day that no calendar has",
    text: "luff looks only at the form of a text with the tag `!!timestamp`. Helm uses the namespace `default` if there is no such day.",
  },
  "other-architecture": {
    title: "Another architecture is better than nothing",
    text: "If the only entry for this system is for another architecture, luff runs it: many systems can execute it. Helm finds no command.",
  },
  "architecture-names": {
    title: "Systems and architectures have several names",
    text: "`x86_64` is `amd64`, `aarch64` is `arm64`, `i386` is `386`, `macos` is `darwin`, and so on. Helm knows only Go's words.",
  },
  "both-forms": {
    title: "The older and the newer form of a field may be used together",
    text: "luff searches `platformCommand` first and uses `command` if nothing fits. The same is true for `platformHooks` and `hooks`. Helm 3.18.0 and Helm 4 refuse such a manifest.",
  },
  lua: {
    title: "Lua plugins run",
    text: "A plugin with a `main.lua` and no command, or with `runtime: lua/v1`. A Helm runs what `luff plugin create` makes in Lua as well, with luff on PATH; luff itself does not look there.",
  },
  "expanded-once": {
    title: "Variables are expanded once",
    text: "Helm 3 expands the program's path twice, which changes a value or a folder with a `$` in it.",
  },
  "text-as-written": {
    title: "Text stays as it is written",
    text: "Where the manifest wants text, `n`, `yes`, `2.50` and `0x10` are text. Helm 3 changes them to `false`, `true`, `2.5` and `16`.",
  },
  "null-argument": {
    title: "A null in args is an empty argument",
    text: "As in Helm 3. Helm 4 leaves it out.",
  },
  "all-formats": {
    title: "Every format of plugin.yaml is read",
    text: "Helm 3 does not know `apiVersion: v1`. One such plugin makes it lose all plugins.",
  },
  "name-and-usage": {
    title: "A plugin is called by its name as well",
    text: "Helm 4 calls an `apiVersion: v1` plugin only by the first word of `config.usage`. luff also accepts its name.",
  },
  "unknown-keys": {
    title: "Unknown keys are warnings",
    text: "The plugin still runs. Helm 3 refuses unknown keys everywhere, Helm 4 in `apiVersion: v1`.",
  },
  "lenient-fields": {
    title: "Harmless mistakes in a manifest are accepted",
    text: 'Keys in capital letters (as in Helm 3), `ignoreFlags: "true"` in quotes.',
  },
  versions: {
    title: "A legacy manifest may have any version text",
    text: "As in Helm 3. Helm 4 refuses what is not a strict semantic version.",
  },
  downloaders: {
    title: "A legacy plugin with downloaders stays a command",
    text: "As in Helm 3. Helm 4 turns it into a getter without a command.",
  },
  "post-renderers": {
    title: "A post-renderer can be run by hand",
    text: "`luff NAME` starts it with stdin and arguments unchanged. In Helm 4 it is not a command.",
  },
  "broken-plugins": {
    title: "A broken plugin never disables the others",
    text: "Other plugins keep working, and a run says nothing about the broken one. `luff help` and `luff plugin list` report it. In Helm 3, one broken plugin disables all plugins.",
  },
  "same-names": {
    title: "Of two plugins with one name the first runs",
    text: "The first in the order of HELM_PLUGINS runs. Within one folder, that is the plugin whose own folder has the name, otherwise the first by the folders' names. `luff help` and `luff plugin list` report the other. Helm finds no plugin at all, or none after the second.",
  },
  "one-folder": {
    title: "A folder is one folder, whatever its paths",
    text: "If HELM_PLUGINS names a folder twice (through a link, or in another spelling), luff searches it once. If several links lead to one plugin folder, that is one plugin. Helm treats each path as another folder, and Helm 4 reports conflicting names.",
  },
  "unusable-folders": {
    title: "Folders and plugins that cannot be used are reported",
    text: "`luff plugin list`, `luff help` and the error for an unknown command report folders of HELM_PLUGINS that are missing, unreadable, not folders, or a plugin's own folder. They also report plugin folders that are broken links, or whose manifest has the wrong name (`plugin.yml`) or is one level too deep. Only the default folder may be missing. Helm reports nothing.",
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
    text: "Helm treats `*`, `?` and `[` in them as a pattern.",
  },
  "quiet-exit": {
    title: "luff adds nothing to a plugin's own exit",
    text: "The exit status is enough. Helm prints a line on stderr after the plugin's own output.",
  },
  signals: {
    title: "A death by a signal is visible",
    text: "A shell sees 128 + the signal's number, as from any program. From Helm it sees 255.",
  },
  "wrong-words": {
    title: "A word that a command does not know is an error",
    text: "luff exits with 1. Helm prints a help page or ignores the word, and exits with 0.",
  },
} as const satisfies Record<string, Reason>;

export type ReasonName = keyof typeof REASONS;
