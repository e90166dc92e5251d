import type { HelmForm } from "../../../src/author/template-form.ts";
import { filesOfTemplate } from "../../../src/author/templates.ts";
import type { HelmCase, PluginFolder } from "../helm-case.ts";

/** What `luff plugin create` makes in Lua. */
function created(form: HelmForm): Readonly<Record<string, PluginFolder>> {
  const made = filesOfTemplate("lua", form, "p");
  const files = Object.fromEntries(made.map(({ path, content }) => [path, content]));
  const { "plugin.yaml": manifest = "", ...others } = files;
  return { p: { manifest, files: others } };
}

const args = ["p", "a b", "x=1"];

/** Plugins in Lua that `luff plugin create` has made. */
export const NEW_PLUGIN_CASES: readonly HelmCase[] = [
  { name: "new: a plugin in Lua, with luff on PATH", args, plugins: created("both"), luffOnPath: true },
  { name: "new: a plugin in Lua, without luff on PATH", args, plugins: created("both") },
  { name: "new: a plugin in Lua for Helm 4, with luff on PATH", args, plugins: created("helm4"), luffOnPath: true },
  { name: "new: a plugin in Lua for Helm 4, without luff on PATH", args, plugins: created("helm4") },
];
