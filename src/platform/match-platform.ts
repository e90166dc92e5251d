import { resolveArch, resolveOs } from "./platform-words.ts";

/** True if both words mean one operating system: case and aliases make no difference. */
export function matchOs(left: string, right: string): boolean {
  return resolveOs(left) === resolveOs(right);
}

/** True if both words mean one architecture: case and aliases make no difference. */
export function matchArch(left: string, right: string): boolean {
  return resolveArch(left) === resolveArch(right);
}
