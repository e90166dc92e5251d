import { windowsNameFault } from "../platform/windows-names.ts";
import { archiveUnsafe } from "./archive-fault.ts";

/** The most bytes of a name, as in most file systems, and the most names in a path. */
const LONGEST_NAME = 255;
const DEEPEST = 64;

/** A path of which nothing has to be looked at more closely, as almost all are: single slashes, and no dot begins a name. */
const PLAIN = /^(?:[\w@+=,-][\w.@+=,-]*\/)*[\w@+=,-][\w.@+=,-]*$/;

/**
 * An entry's path with single slashes, from the archive's root; "" for the root itself. Backslashes are separators too, as in Helm.
 * Throws AppError "archive-unsafe" for a path that leaves the folder, or that this system cannot have.
 */
export function safePath(os: string, path: string): string {
  // So short a path has no long name and not too many.
  if (os !== "windows" && path.length <= DEEPEST && PLAIN.test(path)) return path;
  const refuse = (reason: string): Error => archiveUnsafe(path, reason);
  if (path.includes("\0")) throw refuse("has a NUL in its name");
  const text = path.replaceAll("\\", "/");
  if (text.startsWith("/") || /^[A-Za-z]:/.test(text)) throw refuse("has an absolute path");
  const names = text.split("/").filter((name) => name !== "" && name !== ".");
  if (names.includes("..")) throw refuse('has ".." in its path');
  if (names.length > DEEPEST) throw refuse(`is deeper than ${DEEPEST} folders`);
  if (names.some(isTooLong)) {
    throw refuse(`has a name of more than ${LONGEST_NAME} bytes`);
  }
  if (os === "windows") {
    const bad = names.find((name) => windowsNameFault(name) !== undefined);
    if (bad !== undefined) throw refuse(`has the name ${JSON.stringify(bad)}, which Windows cannot have`);
  }
  return names.join("/");
}

/** A character has three bytes at most for each of its UTF-16 units. */
function isTooLong(name: string): boolean {
  return name.length * 3 > LONGEST_NAME && new TextEncoder().encode(name).length > LONGEST_NAME;
}

/**
 * A key that is equal for two paths with slashes if a system that ignores case treats them as one; on other systems the path itself.
 */
export function pathKey(os: string, path: string): string {
  if (os === "windows") return path.toUpperCase();
  return os === "darwin" ? path.normalize("NFD").toUpperCase() : path;
}

/**
 * The target of a symbolic link, as names from the archive's root. Throws AppError "archive-unsafe" if it is outside of
 * the root or unknown.
 */
export function safeLink(link: readonly string[], target: string, path: string): readonly string[] {
  const found = resolveLink(link, target);
  if (typeof found !== "string") return found;
  throw archiveUnsafe(path, `is a link to ${JSON.stringify(target)}, ${found}`);
}

/** The clause about a link that leads out of its root. */
const OUTSIDE = "outside of it";

/**
 * The target of a symbolic link below a root, as names from the root. A clause that says what it is if it is outside or unknown: after
 * another name, which may also be a link, ".." can lead anywhere.
 */
export function resolveLink(link: readonly string[], target: string): readonly string[] | string {
  if (target === "" || target.includes("\0")) return "which is not a path";
  const text = target.replaceAll("\\", "/");
  if (text.startsWith("/") || /^[A-Za-z]:/.test(text)) return "an absolute path";
  const names = text.split("/").filter((name) => name !== "" && name !== ".");
  const up = names.findIndex((name) => name !== "..");
  const steps = up < 0 ? names.length : up;
  if (steps > link.length - 1) return OUTSIDE;
  const down = names.slice(steps);
  if (down.includes("..")) return 'which has ".." after a name';
  return [...link.slice(0, link.length - 1 - steps), ...down];
}
