import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { resolveLuaLimits } from "./lua-limits.ts";
import { luaSearchPath } from "./lua-search-path.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { requireNoNul } from "../program/require-no-nul.ts";

export interface LuaCall {
  /** What asked for it, for messages: `plugin "last"`; "" for a script that was named by its path. */
  readonly asker: string;
  readonly script: string;
  readonly args: readonly string[];
  /** The folders in which `require` looks, each with the usual layouts below it. */
  readonly roots: readonly string[];
  /** What is set on top of the user's environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: LuaSettings;
}

/**
 * Begins to make Lua ready (its WebAssembly is compiled on other threads), for a call that will most likely need it, so
 * that it goes on beside the reading of settings and files. Comes back once that has begun.
 */
export async function prepareLua(host: Pick<Host, "lua">): Promise<void> {
  await host.lua().catch(() => undefined);
  void import("../lua/run-script.ts").catch(() => undefined);
}

/** Runs a Lua script's `main` with the user's own streams and answers its exit status. */
export async function runLua(host: Host, call: LuaCall): Promise<number> {
  const limits = resolveLuaLimits(call.settings.limits);
  requireNoNul(`${askerOf(call)}cannot run the Lua script ${call.script}`, call.variables);
  await prepareLua(host);
  const source = readScript(host, call);
  const [system, { runLuaScript }] = await Promise.all([host.lua(), import("../lua/run-script.ts")]);
  return runLuaScript(system, {
    path: call.script,
    source,
    args: call.args,
    packagePath: call.roots.flatMap((root) => luaSearchPath(host.os, root)),
    environment: { ...host.environment.all(), ...call.variables },
    limits,
    allowBinaryChunks: call.settings.allowBinaryChunks,
  });
}

function readScript(host: Host, call: LuaCall): Uint8Array {
  try {
    return host.files.read(call.script);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError(
      "script-not-found",
      `${askerOf(call)}cannot read the Lua script ${call.script}: ${error.detail}`,
      {
        cause: error,
      },
    );
  }
}

function askerOf({ asker }: LuaCall): string {
  return asker === "" ? "" : `${asker}: `;
}
