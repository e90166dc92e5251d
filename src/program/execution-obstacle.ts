import type { Host } from "../host/host.ts";
import type { Permissions } from "../host/files.ts";

/** Why a file cannot be executed, as the end of a sentence, and what to do about it. */
export interface Obstacle {
  readonly reason: string;
  readonly hint?: string;
}

/**
 * Why the system refuses to execute what is at a path: its kind, the mount of its file system, or its mode. Undefined
 * if none of these is the reason.
 */
export function executionObstacle({ files }: Pick<Host, "files">, file: string): Obstacle | undefined {
  const kind = files.stat(file)?.kind;
  if (kind === "directory") return { reason: "it is a folder", hint: "Name the program in it." };
  if (kind === "other") return { reason: "it is not a regular file" };
  const permissions = files.permissions(file);
  return permissions && obstacleOf(file, permissions);
}

function obstacleOf(file: string, { mode, noexec }: Permissions): Obstacle | undefined {
  if (noexec) {
    return {
      reason: 'its file system is mounted with "noexec", so that nothing on it is executed',
      hint: "Move it to a folder on another file system, or mount this one with exec.",
    };
  }
  const allowed = [mode & 0o100 ? "its owner" : "", mode & 0o010 ? "its group" : "", mode & 0o001 ? "others" : ""];
  const who = allowed.filter((name) => name !== "");
  if (who.length === 3) return undefined;
  if (who.length === 0) {
    return { reason: "it is not marked as executable", hint: `Make it executable: chmod +x '${file}'` };
  }
  return {
    reason: `only ${who.join(" and ")} may execute it (mode ${mode.toString(8).padStart(4, "0")})`,
    hint: `Its owner can make it executable for everybody: chmod a+x '${file}'`,
  };
}
