import { AppError } from "../errors/app-error.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";

/** Refuses a WebAssembly plugin, which needs another runtime than luff has. Throws AppError "runtime-unsupported". */
export function requireRuntime({ plugin }: InstalledPlugin): void {
  if (plugin.runtime.kind !== "extism") return;
  throw new AppError(
    "runtime-unsupported",
    `plugin "${plugin.name}" has the runtime extism/v1, which luff cannot run`,
    {
      hint: "Use Helm 4 for it; luff runs plugins with the runtimes subprocess and lua/v1.",
    },
  );
}
