import { removableName } from "../../manage/link-removal.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import type { PluginList } from "../../plugin/list-plugins.ts";
import { listKnown } from "../../manage/list-known.ts";
import { usageWord } from "../../plugin/usage-word.ts";
import { planPlain, whyNotCommand } from "../../run/classify-plugin.ts";
import { hidesPlugin, isCommandWord } from "../commands.ts";
import type { CliContext } from "../context.ts";
import type { Candidate } from "./completion.ts";

/** The words that call a plugin, each once: the plugins' names, and the first words of their usage lines. */
export async function listCallable(context: CliContext): Promise<readonly Candidate[]> {
  const { host, callable } = context;
  const installed = await read(context, callable);
  const plugins = installed
    .filter((each) => whyNotCommand(each, planPlain(host, each)) === undefined && !hidesPlugin(each.plugin.name))
    .map(({ plugin }) => plugin);
  const named = new Set(plugins.map(({ name }) => name));
  return plugins.flatMap((plugin) => {
    const { name, shortHelp: description } = plugin;
    const word = usageWord(plugin);
    // A name is stronger, and so is the usage line of an earlier plugin.
    const isFree = word !== "" && !isCommandWord(word) && !named.has(word);
    if (isFree) named.add(word);
    return [name, ...(isFree ? [word] : [])].map((each) => ({ word: each, description }));
  });
}

/** The names of all installed plugins. */
export async function listInstalled(context: CliContext): Promise<readonly Candidate[]> {
  const installed = await read(context, context.directories);
  return installed.map(({ plugin }) => ({ word: plugin.name, description: plugin.shortHelp }));
}

/** The names of all plugins that can be uninstalled: a plugin that cannot be used has the one that luff wrote down, or that of its folder. */
export async function listRemovable(context: CliContext): Promise<readonly Candidate[]> {
  const { host } = context;
  const { installed, broken } = await readAll(context, context.directories);
  const words = new Map(installed.map(({ plugin }) => [plugin.name, plugin.shortHelp]));
  for (const { folder, breakage } of broken) {
    const isRemovable =
      breakage.kind !== "incomplete" || breakage.recorded !== undefined || host.disk.entry(folder)?.kind === "link";
    const name = isRemovable ? await removableName(context, folder) : undefined;
    if (name !== undefined && !words.has(name)) words.set(name, "cannot be used");
  }
  return [...words].map(([word, description]) => ({ word, description }));
}

/** The names of the post-renderers. */
export async function listPostRenderers(context: CliContext): Promise<readonly Candidate[]> {
  const installed = await read(context, context.directories);
  return installed
    .filter(({ plugin }) => plugin.type === "postrenderer/v1")
    .map(({ plugin }) => ({ word: plugin.name, description: plugin.shortHelp }));
}

/** The beginnings of URLs for which there is a getter, each once: the first plugin's getter is called. */
export async function listGetters(context: CliContext): Promise<readonly Candidate[]> {
  const installed = await read(context, context.directories);
  const found = new Map<string, string>();
  for (const { plugin } of installed) {
    for (const protocol of plugin.getters.flatMap(({ protocols }) => protocols)) {
      const word = `${protocol}://`;
      if (!found.has(word)) found.set(word, plugin.shortHelp);
    }
  }
  return [...found].map(([word, description]) => ({ word, description }));
}

async function read(context: CliContext, directories: readonly string[]): Promise<readonly InstalledPlugin[]> {
  return (await readAll(context, directories)).installed;
}

/** What is wrong with other plugins is not reported: it would get between the user's words. */
async function readAll({ host, cache, paths }: CliContext, directories: readonly string[]): Promise<PluginList> {
  return listKnown({ host, cache }, { directories, byDefault: paths.pluginsByDefault });
}
