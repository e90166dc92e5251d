import type { Host } from "../../host/host.ts";
import { LIMIT_NAMES } from "../../text/limit-names.ts";
import { valueHider } from "../../text/secrets/hide-values.ts";
import { showWords } from "../../text/secrets/show-words.ts";
import { resolveLuaLimits } from "../lua-limits.ts";
import { luaSearchPath } from "../lua-search-path.ts";
import type { LuaSettings } from "../lua-settings.ts";
import { noteVariables } from "./note-variables.ts";

/** Where a Lua script finds its modules, and what limits it. */
export interface LuaPlaces {
  /** The folders in which `require` searches. */
  readonly roots: readonly string[];
  readonly settings: LuaSettings;
}

/** A Lua script that is about to run. */
interface NotedLua extends LuaPlaces {
  /** The name of its plugin. */
  readonly plugin: string | undefined;
  readonly script: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Notes how a Lua script is about to run in this process. Throws AppError "limit-invalid". */
export function noteLua(host: Host, call: NotedLua, note: (text: string) => void): void {
  const owner = call.plugin === undefined ? "no plugin" : `plugin "${call.plugin}"`;
  const hide = valueHider([host.environment.all(), call.variables]);
  note(`Lua script ${call.script}, of ${owner}; arguments: ${showWords(call.args, hide) || "none"}`);
  for (const line of [pathLine(host, call), ...limitLines(call)]) note(line);
  noteVariables(host, { variables: call.variables }, note);
}

/** The value of package.path. */
export function pathLine({ os }: Pick<Host, "os">, { roots }: LuaPlaces): string {
  return `package.path: ${roots.flatMap((root) => luaSearchPath(os, root)).join(";")}`;
}

/** The limits that apply, with the places that set them. Throws AppError "limit-invalid". */
export function limitLines({ settings }: { readonly settings: LuaSettings }): readonly string[] {
  return [limitLine(settings), ...(settings.allowBinaryChunks ? [] : ["precompiled Lua is refused"])];
}

/** The limits alone. Throws AppError "limit-invalid". */
export function limitLine({ limits }: LuaSettings): string {
  const { limitNotes } = resolveLuaLimits(limits);
  return `limits: ${LIMIT_NAMES.map((kind) => `${kind} ${limitNotes[kind]?.source ?? "none"}`).join("; ")}`;
}
