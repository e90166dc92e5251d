import type { Absent } from "../scenario.ts";
import type { Workshop } from "../workshop.ts";

/** Modules in C, and Debian's packages for lua5.4 that bring them. */
const PACKAGES = { cjson: "lua-cjson", lyaml: "lua-yaml", lpeg: "lua-lpeg", zlib: "lua-zlib" } as const;

export type NativeModule = keyof typeof PACKAGES;

/** The row of lua5.4 if a module cannot be measured in it; undefined if it can. */
export function absentModule({ lua }: Workshop, module: NativeModule): Absent | undefined {
  const command = `lua5.4, ${module}`;
  if (lua === undefined) return { command, reason: "lua5.4 is missing" };
  const { exitCode } = Bun.spawnSync([lua, "-e", `require "${module}"`], { stderr: "ignore" });
  return exitCode === 0 ? undefined : { command, reason: `${PACKAGES[module]} is missing` };
}
