import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { executionObstacle, type Obstacle } from "./execution-obstacle.ts";
import type { FoundProgram } from "./find-program.ts";

type ProgramHost = Pick<Host, "os" | "files">;

/** Why a command word does not lead to a program. */
export function explainNotFound(
  host: ProgramHost,
  word: string,
  found: Exclude<FoundProgram, { readonly kind: "found" }>,
): Obstacle {
  switch (found.kind) {
    case "missing":
      return explainMissing(host, word);
    case "not-executable":
      return executionObstacle(host, found.file) ?? HIDDEN_OBSTACLE;
    case "relative":
      return {
        reason: `PATH leads to ${found.file} in the working directory, which luff does not run, for safety`,
        hint:
          "Give the command a path, such as $HELM_PLUGIN_DIR/name, " +
          "or remove the empty or relative element from PATH.",
      };
  }
}

const HIDDEN_OBSTACLE: Obstacle = {
  reason: "the system refuses to execute it, although its mode allows it",
  hint: "An access list, a security module or the mount of its file system may be the reason.",
};

function explainMissing(host: ProgramHost, word: string): Obstacle {
  const reason = "no such file was found";
  if (!pathStyle(host.os).hasSeparator(word)) return { reason, hint: `Install ${word}, or add its folder to PATH.` };
  try {
    host.files.stat(word);
  } catch (error) {
    if (error instanceof HostError) return { reason: error.detail };
    throw error;
  }
  return { reason, hint: "Install the plugin again: its install hook may have failed, or not have run." };
}
