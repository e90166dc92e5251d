import type { Host } from "../host/host.ts";
import { mergeVariables } from "../host/merge-variables.ts";
import type { LuaSystem } from "../host/lua-system.ts";
import type { CommandLine } from "../lua/command-line/run-command-line.ts";
import type { LibraryHost, SpecFacts } from "../lua/library/library-host.ts";
import { mentionedParts } from "../lua/c-libraries/mentioned-parts.ts";
import type { Program } from "../lua/run-in-state.ts";
import { OWN_FILES } from "../plugin/own-folders.ts";
import { resolveLuaLimits } from "./lua-limits.ts";
import { createProgramFinder } from "./program-finder.ts";
import { luaSearchPath } from "./lua-search-path.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { requireNoNul } from "../program/require-no-nul.ts";
import { readScript } from "./read-script.ts";

export interface LuaCall {
  /** The name of the script's plugin, for messages; undefined for a script without a plugin. */
  readonly plugin: string | undefined;
  /** Whether the script may omit main. */
  readonly mainIsOptional: boolean;
  readonly script: string;
  /** The script's text; undefined if it is read from the script's path. */
  readonly source?: Uint8Array;
  /** What runs in the place of the script or around it. */
  readonly commandLine?: CommandLine<string>;
  readonly args: readonly string[];
  /** The folders in which `require` searches, each with the usual layouts below it. */
  readonly roots: readonly string[];
  /** What is set in addition to the user's environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: LuaSettings;
  /** What helm.test knows of the plugin, if the script runs its specs. */
  readonly specs?: SpecFacts;
  /** Called with a line for each thing that explains the run, on Windows also for each command of the script that luff changes; undefined if nobody wants it. */
  readonly note: ((text: string) => void) | undefined;
}

/**
 * Runs a Lua script and its `main` with the user's own streams and returns its exit status. Throws AppError
 * "limit-invalid", and as `readScript`.
 */
export async function runLua(host: Host, call: LuaCall): Promise<number> {
  const resolved = resolveLuaLimits(call.settings.limits);
  const asker = call.plugin === undefined ? "" : `plugin "${call.plugin}": `;
  requireNoNul(`${asker}cannot run the Lua script ${call.script}`, call.variables);
  if (call.note !== undefined) (await import("./debug/note-lua.ts")).noteLua(host, call, call.note);
  const source = call.source ?? readScript(host, call.script, asker);
  const [system, { runLuaScript }] = await Promise.all([host.lua(), import("../lua/run-script.ts")]);
  const parts = mentionedParts(source);
  if (parts.length > 0) await system.prepareLibraries?.(parts);
  const children =
    host.os === "windows" ? await interpretedChildren(host, system, { asker, note: call.note }) : undefined;
  return runLuaScript(
    children === undefined ? system : { ...system, children },
    {
      path: call.script,
      source,
      args: system.rawTexts.arguments(call.args),
      packagePath: call.roots.flatMap((root) => luaSearchPath(host.os, root)),
      environment: mergeVariables(host.environment.all(), call.variables, host.os === "windows"),
      ...resolved,
      allowBinaryChunks: call.settings.allowBinaryChunks,
      mainIsOptional: call.mainIsOptional,
      ...(call.plugin !== undefined && { programName: call.plugin, printsTextAlone: true }),
      // Who makes a plugin wants to know where it was.
      endsQuietly: call.plugin !== undefined && call.specs === undefined && call.note === undefined,
    },
    {
      library: await libraryHost(host, call),
      program: call.commandLine && (await programOf(system, call.commandLine)),
    },
  );
}

/** The words of a command line are bytes that no string may hold. */
async function programOf({ rawTexts }: LuaSystem, { chunks, before, ...rest }: CommandLine<string>): Promise<Program> {
  const { runCommandLine } = await import("../lua/command-line/run-command-line.ts");
  return runCommandLine({ ...rest, chunks: rawTexts.arguments(chunks), before: rawTexts.arguments(before) });
}

/** What the library `helm.*` gets. The host loads some of its parts when they are asked for. */
async function libraryHost(host: Host, { settings, specs }: LuaCall): Promise<LibraryHost> {
  const windows = host.os === "windows" ? await import("../program/windows-start.ts") : undefined;
  return {
    programs: createProgramFinder(host, windows?.windowsStartAtOnce),
    os: host.os,
    arch: host.arch,
    environment: host.environment,
    digests: host.digests,
    terminal: host.terminal,
    files: host.files,
    get http() {
      return host.http;
    },
    version: settings.version,
    ownFiles: OWN_FILES,
    ...(specs !== undefined && { specs }),
  };
}

/** On Windows scripts that a script starts have their interpreter put before them. */
async function interpretedChildren(
  ...asked: Parameters<typeof import("./interpreted-children.ts").interpretedChildren>
) {
  return (await import("./interpreted-children.ts")).interpretedChildren(...asked);
}
