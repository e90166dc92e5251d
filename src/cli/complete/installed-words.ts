import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { listPlugins } from "../../plugin/list-plugins.ts";
import { usageWord } from "../../plugin/usage-word.ts";
import { planPlain, whyNotCommand } from "../../run/classify-plugin.ts";
import { hidesPlugin } from "../commands.ts";
import type { CliContext } from "../context.ts";
import type { Candidate } from "./completion.ts";

/** The plugins that can be called by a word: by their name, and by the first word of their usage line. */
export async function listCallable(context: CliContext): Promise<readonly Candidate[]> {
  const { host, callable } = context;
  const installed = await read(context, callable);
  return installed
    .filter((each) => whyNotCommand(each, planPlain(host, each)) === undefined && !hidesPlugin(each.plugin.name))
    .flatMap(({ plugin }) => {
      const words = new Set([plugin.name, usageWord(plugin) || plugin.name]);
      return [...words].map((word) => ({ word, description: plugin.shortHelp }));
    });
}

/** The names of all installed plugins. */
export async function listInstalled(context: CliContext): Promise<readonly Candidate[]> {
  const installed = await read(context, context.directories);
  return installed.map(({ plugin }) => ({ word: plugin.name, description: plugin.shortHelp }));
}

/** The names of the post-renderers. */
export async function listPostRenderers(context: CliContext): Promise<readonly Candidate[]> {
  const installed = await read(context, context.directories);
  return installed
    .filter(({ plugin }) => plugin.type === "postrenderer/v1")
    .map(({ plugin }) => ({ word: plugin.name, description: plugin.shortHelp }));
}

/** The beginnings of URLs for which there is a getter. */
export async function listGetters(context: CliContext): Promise<readonly Candidate[]> {
  const installed = await read(context, context.directories);
  return installed.flatMap(({ plugin }) =>
    plugin.getters.flatMap(({ protocols }) =>
      protocols.map((protocol) => ({ word: `${protocol}://`, description: plugin.shortHelp })),
    ),
  );
}

/** What is wrong with other plugins is not reported: it would get between the user's words. */
async function read(
  { host, cache, paths }: CliContext,
  directories: readonly string[],
): Promise<readonly InstalledPlugin[]> {
  const found = await listPlugins({ host, cache }, { directories, byDefault: paths.pluginsByDefault });
  return found.installed;
}
