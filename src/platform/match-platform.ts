import { resolveArch, resolveOs } from "./platform-words.ts";

/** Whether both words mean the same operating system. Ignores case and resolves aliases. */
export function matchOs(left: string, right: string): boolean {
  return resolveOs(left) === resolveOs(right);
}

/** Whether both words mean the same architecture. Ignores case and resolves aliases. */
export function matchArch(left: string, right: string): boolean {
  return resolveArch(left) === resolveArch(right);
}
