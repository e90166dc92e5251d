import type { Host } from "../host/host.ts";

/**
 * Starts to prepare Lua: other threads compile its WebAssembly while luff reads settings and files. Returns once this
 * has started. Running a script reports any failure.
 */
export async function prepareLua(host: Pick<Host, "lua">): Promise<void> {
  try {
    const system = await host.lua();
    system.module().catch(() => undefined);
    void import("../lua/run-script.ts").catch(() => undefined);
  } catch {
    // Running a script asks again and gets the same error.
  }
}
