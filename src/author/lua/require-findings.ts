import type { Host } from "../../host/host.ts";
import { statOf } from "../../host/stat-of.ts";
import { C_LIBRARIES } from "../../lua/c-libraries/c-libraries.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { luaSearchPath } from "../../run/lua-search-path.ts";
import type { Finding } from "../finding.ts";
import { inFile, type LintContext } from "../lint-context.ts";
import type { RequireCall, ScriptCalls } from "./check-scripts.ts";
import { nameBelow } from "./plugin-scripts.ts";

/** What `package.loaded` has before a script begins. */
const LOADED: ReadonlySet<string> = new Set("_G coroutine debug io math os package string table utf8".split(" "));

/** What luff plugin test brings along for specs. */
const FOR_SPECS = /^(?:luassert(?:\..+)?|say)$/;

/** A script with what is known of its calls. */
export interface RequiringScript {
  readonly path: string;
  readonly calls: ScriptCalls | undefined;
  /** Where its `require` searches, if luff starts it. */
  readonly roots: readonly string[] | undefined;
}

/**
 * Modules that scripts require by a literal name, and that are neither luff's nor in the plugin. None are reported if a
 * script changes where Lua searches; a spec does so only for itself.
 */
export async function requireFindings(
  context: LintContext,
  scripts: readonly RequiringScript[],
): Promise<readonly Finding[]> {
  if (scripts.some(({ path, calls }) => calls?.searches === true && !isSpec(path))) return [];
  const { host, folder } = context;
  const { directory } = pathStyle(host.os);
  const roots = [...new Set([folder, ...scripts.flatMap((script) => script.roots ?? [])])];
  const modules = new Set(
    scripts.flatMap(({ path, calls }) =>
      (calls?.requires ?? []).flatMap(({ name }) => search(host, name, [...roots, directory(path)]) ?? []),
    ),
  );
  const isKnown = await luffModules();
  return scripts.flatMap(({ path, calls, roots: own }) => {
    if (calls?.searches === true) return [];
    // A file that nothing requires may be a script of its own, which searches in its folder.
    const searched = own ?? (modules.has(path) ? roots : [...new Set([...roots, directory(path)])]);
    return (calls?.requires ?? [])
      .filter(({ name }) => !isKnown(name) && !(isSpec(path) && FOR_SPECS.test(name)))
      .filter(({ name }) => search(host, name, searched) === undefined)
      .map((call) => missingModule(context, path, call, searched));
  });
}

function isSpec(path: string): boolean {
  return path.endsWith("_spec.lua");
}

/** Whether luff has a module, without a file of the plugin. The library is loaded only here. */
async function luffModules(): Promise<(name: string) => boolean> {
  const [{ MODULES }, { DROP_INS }] = await Promise.all([
    import("../../lua/library/modules.ts"),
    import("../../lua/library/drop-ins.ts"),
  ]);
  return (name) =>
    LOADED.has(name) || C_LIBRARIES.has(name) || Object.hasOwn(MODULES, name) || Object.hasOwn(DROP_INS, name);
}

/** The file that `require` finds, searching as the runner does; undefined if there is none. */
function search(host: Pick<Host, "os" | "files">, name: string, roots: readonly string[]): string | undefined {
  return places(host.os, name, roots).find((path) => statOf(host, path)?.kind === "file");
}

/** The files that `require` tries, in this order. */
function places(os: string, name: string, roots: readonly string[]): readonly string[] {
  const file = name.split(".").join(pathStyle(os).separator);
  return roots.flatMap((root) => luaSearchPath(os, root)).map((template) => template.split("?").join(file));
}

function missingModule(
  { host, folder }: LintContext,
  path: string,
  { name, line, column, branch }: RequireCall,
  roots: readonly string[],
): Finding {
  const tried = places(host.os, name, roots).map((place) => nameBelow(host.os, folder, place));
  const message = `there is no module "${name}": luff has none of this name, and in the plugin there is none of ${tried.join(", ")}`;
  const hint = "add the module to the plugin, or load it with pcall if the script can do without it";
  const severity = branch ? "warning" : "error";
  return inFile(path, { code: "require-missing", severity, message, hint }, { line, column });
}
