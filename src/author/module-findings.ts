import { AppError } from "../errors/app-error.ts";
import { statOf } from "../host/stat-of.ts";
import { pathStyle } from "../platform/path-style.ts";
import { MODULE_NAME } from "../plugin/read-plugin.ts";
import type { Finding } from "./finding.ts";
import { atField, type PluginContext } from "./lint-context.ts";

/** Checks the module of a plugin of extism/v1: without it no plugin is loaded, and one that cannot be called does not run. Where this luff has no WebAssembly, it says that it did not look. Runs nothing of it. */
export async function moduleFindings(context: PluginContext): Promise<readonly Finding[]> {
  const { plugin, host, folder } = context;
  if (plugin.runtime.kind !== "extism") return [];
  const module = pathStyle(host.os).join(folder, MODULE_NAME);
  if (statOf(host, module)?.kind === "file") return invalid(context);
  const message = `there is no file ${module}, which the runtime extism/v1 runs`;
  const hint = "compile the plugin to that file";
  const refusedBy = ["luff", "helm4"] as const;
  return [atField(context, { code: "module-missing", severity: "error", path: "runtime", message, hint, refusedBy })];
}

async function invalid(context: PluginContext): Promise<readonly Finding[]> {
  const { plugin, host, folder } = context;
  if (host.wasm === undefined) return [unchecked(context)];
  const { findModuleProblem } = await import("../run/call-module.ts");
  const installed = { plugin, folder, manifestPath: "", warnings: [] };
  const message = await findModuleProblem(host, installed).catch(messageOf);
  return message === undefined
    ? []
    : [atField(context, { code: "module-invalid", severity: "error", path: "runtime", message })];
}

function unchecked(context: PluginContext): Finding {
  const message = `this luff runs no WebAssembly plugins, so it did not look into ${MODULE_NAME}`;
  const hint = "check it with a luff that is not compact";
  return atField(context, { code: "module-unchecked", severity: "note", path: "runtime", message, hint });
}

/** The message about a file that cannot be read. */
function messageOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  throw error;
}
