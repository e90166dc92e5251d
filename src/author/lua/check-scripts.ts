import { AppError } from "../../errors/app-error.ts";
import { DIED_OF_SIGNAL, TIME_LIMIT } from "../../errors/exit-statuses.ts";
import type { Host } from "../../host/host.ts";
import type { LuaSystem } from "../../host/lua-system.ts";
import checkScript from "./check-scripts.lua" with { type: "text" };
import findCalls from "./find-calls.lua" with { type: "text" };
import findMembers from "./find-members.lua" with { type: "text" };
import { unpackLuacheck } from "./unpack-luacheck.ts";

/** A script that is to be checked. */
export interface ScriptToCheck {
  /** Its path below the plugin's folder, with slashes. */
  readonly name: string;
  readonly text: Uint8Array;
  /** Whether it only has to compile. */
  readonly isData: boolean;
}

/** A place in a script; both numbers are 1-based. */
export interface ScriptPlace {
  readonly line: number;
  readonly column: number;
}

/** A warning of luacheck: its code has three digits. */
export interface LuacheckWarning extends ScriptPlace {
  readonly code: string;
  readonly message: string;
}

/** A call of `require` with a literal name; `branch` if it may not be reached. */
export interface RequireCall extends ScriptPlace {
  readonly name: string;
  readonly branch: boolean;
}

/** A member of a module of the library that a script uses by its name: "read" of "helm.fs". */
export interface MemberUse extends ScriptPlace {
  readonly module: string;
  readonly name: string;
}

/** What lint wants to know of a script's calls. */
export interface ScriptCalls {
  /** Whether anything is called when the script runs, besides a `main` that luff calls. */
  readonly acts: boolean;
  /** Where the script itself calls `main`; `branch` if it does so only sometimes. */
  readonly main?: readonly (ScriptPlace & { readonly branch: boolean })[];
  /** Without those whose error pcall or xpcall catches. */
  readonly requires?: readonly RequireCall[];
  /** Without those that the script asks for (`if fs.read then`), or sets. */
  readonly members?: readonly MemberUse[];
  /** Whether it uses what decides where `require` searches. */
  readonly searches: boolean;
}

/** What is known of a script. */
export interface CheckedScript {
  /** Why Lua does not compile it; line 0 if Lua names none. */
  readonly syntax?: { readonly line: number; readonly message: string };
  /** Why luacheck cannot check a script that Lua compiles. */
  readonly unchecked?: string;
  readonly warnings?: readonly LuacheckWarning[];
  /** Undefined if luacheck did not check the script. */
  readonly calls?: ScriptCalls;
}

export interface CheckedScripts {
  /** In the order of the scripts that were to be checked. */
  readonly scripts: readonly CheckedScript[];
  /** Why luacheck does not take the plugin's own options; undefined if it takes them, or there are none. */
  readonly fault?: string;
}

/** Lua could not check the scripts: the first line of what it said. */
export interface CheckFailure {
  readonly failure: string;
}

type CheckHost = Pick<Host, "lua" | "compression">;

/** How long a .luacheckrc may run, and how long its patterns and those of remarks may be searched, in milliseconds. */
const MOST_TIME = 5000;
/** What each script adds to that: a hundred times what a fast machine needs. */
const TIME_OF_SCRIPT = 500;

/**
 * Compiles Lua scripts with luff's own Lua and checks them with luacheck, all in one machine. None of them is run, but
 * for `options`, the text of a .luacheckrc, which gets no way out of the machine, and little time. Throws AppError
 * "interrupted" if a signal came.
 */
export async function checkScripts(
  host: CheckHost,
  scripts: readonly ScriptToCheck[],
  options: string | undefined,
): Promise<CheckedScripts | CheckFailure> {
  const checked = await checkInMachine(host, scripts, options);
  if (checked !== "time is over") return checked;
  const plain = await checkInMachine(host, scripts, undefined);
  if (plain === "time is over") return { failure: "luacheck takes too long with the remarks for it in a script" };
  return { ...plain, fault: "they take too long" };
}

async function checkInMachine(
  host: CheckHost,
  scripts: readonly ScriptToCheck[],
  options: string | undefined,
): Promise<CheckedScripts | CheckFailure | "time is over"> {
  const [system, { runLuaScript }, { withLimitedTime }, luacheck] = await Promise.all([
    host.lua(),
    import("../../lua/run-script.ts"),
    import("./limit-time.ts"),
    unpackLuacheck(host.compression),
  ]);
  const request = { scripts: scripts.map(({ name, isData }) => ({ name, isData })), config: options };
  const output = captured(system.descriptors);
  const status = await runLuaScript(
    { ...system, module: () => system.module(), descriptors: output.descriptors },
    {
      path: "lint",
      source: new TextEncoder().encode(checkScript),
      args: [luacheck, findCalls, findMembers, JSON.stringify(request), ...scripts.map(({ text }) => text)],
      packagePath: [],
      environment: {},
      limits: {},
      mainIsOptional: true,
    },
    { program: withLimitedTime(MOST_TIME + TIME_OF_SCRIPT * scripts.length) },
  );
  if (status === TIME_LIMIT) return "time is over";
  if (status > DIED_OF_SIGNAL) {
    throw new AppError("interrupted", "a signal ended the check of the plugin's Lua scripts", {
      hint: "Run the command again.",
      exitCode: status,
    });
  }
  if (status !== 0) return { failure: output.text(2).split("\n", 1)[0] ?? "" };
  return JSON.parse(output.text(1)) as CheckedScripts;
}

/** Descriptors that keep what a script writes. */
function captured(own: LuaSystem["descriptors"]) {
  const written: { readonly descriptor: number; readonly bytes: Uint8Array }[] = [];
  const descriptors: LuaSystem["descriptors"] = {
    open: (...args) => own.open(...args),
    close: (descriptor) => own.close(descriptor),
    read: (...args) => own.read(...args),
    seek: (...args) => own.seek(...args),
    isTerminal: () => false,
    write(descriptor, buffer, offset, length) {
      written.push({ descriptor, bytes: buffer.slice(offset, offset + length) });
      return length;
    },
  };
  const text = (wanted: number): string => {
    const decoder = new TextDecoder();
    const parts = written.filter(({ descriptor }) => descriptor === wanted);
    return parts.map(({ bytes }) => decoder.decode(bytes, { stream: true })).join("");
  };
  return { descriptors, text };
}
