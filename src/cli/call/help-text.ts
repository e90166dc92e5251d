import { sanitiseText } from "../../text/sanitise-text.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { renderTable } from "../../output/table.ts";
import type { Plugin } from "../../manifest/plugin.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { usageWord } from "../../plugin/usage-word.ts";
import { wrapSpans } from "../../text/markdown/wrap.ts";
import { COMMANDS, hidesPlugin } from "../commands.ts";
import { TOPICS } from "../manual/topics.ts";
import { bold } from "./bold.ts";

const USAGE = `luff runs Helm plugins, executable ones and Lua ones, from one file.

Usage:
  luff NAME [arguments]     run an installed plugin
  luff PATH [arguments]     run a Lua script or the plugin in a folder
  luff -e CODE [PATH]       run Lua code, then a script; several -e run in turn
  luff - [arguments]        run the Lua script on standard input
  luff -i [PATH]            try out Lua line by line, after a script or -e
  luff COMMAND [arguments]  one of the commands below
`;

const REST = `
Flags (Helm's; before or after the name, and not passed on to the plugin):
  --debug                             set HELM_DEBUG; before the name: explain
  -n, --namespace NAME                namespace of the request
      --kube-context NAME             context of the kubeconfig
      --kubeconfig FILE               the kubeconfig file
      --kube-apiserver URL            address and port of the API server
      --kube-token TOKEN              bearer token
      --kube-as-user NAME             user to impersonate
      --kube-as-group NAME            group to impersonate, may be repeated
      --kube-ca-file FILE             the API server's certificate authority
      --kube-tls-server-name NAME     server name to check the certificate for
      --kube-insecure-skip-tls-verify do not check the certificate
      --registry-config FILE          the registry configuration
      --repository-cache FOLDER       cached repository indexes
      --repository-config FILE        the repository list
  --                                  what follows goes to the plugin as it is

      --builtin                       before the name: luff's command, no plugin

Limits of Lua and WebAssembly plugins (before the name; "none" lifts one):
      --memory-limit SIZE             such as 64MiB (LUFF_MEMORY_LIMIT)
      --time-limit DURATION           such as 10s (LUFF_TIME_LIMIT)
      --output-limit SIZE             bytes of output (LUFF_OUTPUT_LIMIT)
      --no-binary-chunks              no compiled Lua (LUFF_BINARY_CHUNKS=0)

Examples:
  luff diff upgrade web ./chart       run the plugin "diff" as helm would
  luff ./report.lua a b < input       run main("a", "b") of a Lua script
  luff -e 'print(6 * 7)'              run a line of Lua
  luff plugin list -o json            list the installed plugins for a program

The plugins are those that Helm has installed ('luff env HELM_PLUGINS' prints
their folders). Run 'luff help NAME' for a command, a plugin, an error's code or
one of these topics of the manual:
`;

export interface OverviewStyle {
  /** Why there is no plugin to list. */
  readonly whyNone: string;
  /** The longest line of a list, in columns. */
  readonly width: number;
  /** Whether headings are bold. */
  readonly styled: boolean;
}

/** What `luff help` prints: usage, luff's commands, and the plugins that can be called, or why there are none. */
export function overview(callable: readonly InstalledPlugin[], { whyNone, width, styled }: OverviewStyle): string {
  const commands = COMMANDS.map(({ path, summary }) => [`  ${path.join(" ")}`, summary]);
  const plugins = callable
    .filter(({ plugin }) => !hidesPlugin(plugin.name))
    .map(({ plugin }) => [
      `  ${callWords(plugin).join(", ")}`,
      firstLine(plugin.shortHelp) || `the "${plugin.name}" plugin`,
    ]);
  const list = plugins.length === 0 ? `  none: ${terminalLine(whyNone)}\n` : renderTable(plugins, width);
  const text = `${USAGE}\nCommands:\n${renderTable(commands, width)}\nPlugins:\n${list}${REST}${topicLines()}`;
  // All that is not luff's own is indented.
  return text.replaceAll(/^[A-Z].*:$/gm, (line) => bold(line, styled));
}

function topicLines(): string {
  const names = TOPICS.map(({ name }, index) => ({
    text: index < TOPICS.length - 1 ? `${name}, ` : name,
    strong: false,
  }));
  return wrapSpans(names, 78)
    .map((line) => `  ${line}\n`)
    .join("");
}

export interface PluginHelp {
  readonly installed: InstalledPlugin;
  /** Whether luff runs the plugin; otherwise only Helm uses it. */
  readonly isCommand: boolean;
  /** The path if the user named the plugin by its path, otherwise undefined. */
  readonly path: string | undefined;
  /** Whether headings are bold. */
  readonly styled: boolean;
}

/** What `luff help PLUGIN` prints. The plugin's own `--help` may say more. */
export function pluginHelp({ installed: { plugin, folder }, isCommand, path, styled }: PluginHelp): string {
  const text = plugin.longHelp || plugin.shortHelp || `the "${plugin.name}" plugin`;
  const usage = isCommand
    ? [bold("Usage:", styled), ...usageLines(plugin, path).map((line) => sanitiseText(`  luff ${line}`))]
    : [sanitiseText(otherUse(plugin))];
  const version = sanitiseText(`Version ${plugin.version || "unknown"}, in ${folder}`);
  return [...text.split("\n").map(sanitiseText), "", ...usage, "", version].map((line) => `${line}\n`).join("");
}

function otherUse({ type, getters }: Plugin): string {
  const protocols = getters.flatMap((getter) => getter.protocols);
  return protocols.length === 0
    ? `It has the type ${type}, so it is not a command.`
    : `It gets URLs of ${protocols.join(", ")}, for Helm and by luff get ${protocols[0] ?? ""}://… It is not a command.`;
}

/** The words that call a plugin: its name, and the first word of its usage line if that differs. */
function callWords(plugin: Plugin): readonly string[] {
  const word = sanitiseText(usageWord(plugin));
  return word === "" || word === plugin.name || hidesPlugin(word) ? [plugin.name] : [plugin.name, word];
}

/** A usage line applies to the word that it begins with. The other ways to call the plugin accept arguments too. */
function usageLines(plugin: Plugin, path: string | undefined): readonly string[] {
  const word = usageWord(plugin);
  const known = word === "" || hidesPlugin(word) ? [] : [plugin.usageLine];
  if (path !== undefined) return [`${path} [arguments]`, ...known];
  return known.length > 0 && word === plugin.name ? known : [`${plugin.name} [arguments]`, ...known];
}

function firstLine(text: string): string {
  return sanitiseText(text.split("\n", 1)[0] ?? "");
}
