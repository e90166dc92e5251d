import type { Host } from "../host/host.ts";

/**
 * Begins to make Lua ready, so that its WebAssembly is compiled on other threads while settings and files are read. Returns once
 * that has begun; a failure is reported when a script is run.
 */
export async function prepareLua(host: Pick<Host, "lua">): Promise<void> {
  try {
    const system = await host.lua();
    system.module().catch(() => undefined);
    void import("../lua/run-script.ts").catch(() => undefined);
  } catch {
    // The run asks again and gets the same error.
  }
}
