import { SEARCH_PATH } from "./sandbox-environment.ts";

/** The path of a program that a sandbox finds on its PATH; null if there is none, which is a reason to skip a test. */
export function findTool(name: string): string | null {
  return Bun.which(name, { PATH: SEARCH_PATH });
}

/** The part of a skipped test's title that names a missing tool. */
export function withoutTool(tool: string | null, name: string): string {
  return tool === null ? ` (skipped: there is no ${name})` : "";
}
