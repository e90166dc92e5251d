import type { COMMANDS } from "../commands.ts";

/** What the arguments of one of luff's commands are. */
export type ArgumentKind =
  | "none"
  | "files"
  | "folders"
  /** Installed plugins, each once. */
  | "plugins"
  /** Installed plugins and those that cannot be used, each once. */
  | "removable"
  | "post-renderer"
  /** A URL of a scheme for which a plugin has a getter. */
  | "url"
  /** One of luff's commands, an installed plugin, or a topic of the manual. */
  | "topic"
  | "shell";

type Path = (typeof COMMANDS)[number]["path"];
type Words<Names extends readonly string[]> = Names extends readonly [infer First extends string]
  ? First
  : Names extends readonly [infer First extends string, ...infer Rest extends readonly string[]]
    ? `${First} ${Words<Rest>}`
    : never;

/** What the arguments of each command are, by the words that call it. */
export const ARGUMENTS: Readonly<Record<Words<Path>, ArgumentKind>> = {
  completion: "shell",
  doctor: "none",
  env: "none",
  get: "url",
  help: "topic",
  "plugin bundle load": "files",
  "plugin bundle save": "files",
  "plugin create": "none",
  "plugin index": "files",
  "plugin info": "plugins",
  "plugin install": "files",
  "plugin lint": "folders",
  "plugin list": "none",
  "plugin migrate": "folders",
  "plugin package": "folders",
  "plugin search": "none",
  "plugin test": "files",
  "plugin types": "folders",
  "plugin uninstall": "removable",
  "plugin update": "plugins",
  "plugin verify": "plugins",
  "post-render": "post-renderer",
  version: "none",
};
