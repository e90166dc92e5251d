import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { executionObstacle, type Obstacle } from "./execution-obstacle.ts";
import type { FoundProgram } from "./find-program.ts";
import { gitToolPlaces } from "./find-shell.ts";
import { baseName, isGitTool } from "./interpreters.ts";
import type { ProgramCall } from "./program-call.ts";
import { firstFile } from "./search-path.ts";

type ProgramHost = Pick<Host, "os" | "files" | "environment">;

type MissingCall = Pick<ProgramCall, "word" | "variables" | "isMadeByHook">;

/** Why a call's word does not lead to a program. */
export function explainNotFound(
  host: ProgramHost,
  call: MissingCall,
  found: Exclude<FoundProgram, { readonly kind: "found" }>,
): Obstacle {
  switch (found.kind) {
    case "missing":
      return explainMissing(host, call);
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

function explainMissing(host: ProgramHost, call: MissingCall): Obstacle {
  const { word, variables } = call;
  const reason = "no such file was found";
  const isPath = pathStyle(host.os).hasSeparator(word);
  try {
    if (isPath) host.files.stat(word);
  } catch (error) {
    if (error instanceof HostError) return { reason: error.detail };
    throw error;
  }
  const meant = findInFolder(host, word, variables["HELM_PLUGIN_DIR"] ?? "");
  if (meant !== undefined) {
    return { reason, hint: `The plugin's folder has ${meant}: its manifest must name $HELM_PLUGIN_DIR/${meant}.` };
  }
  if (isLuff(word)) return { reason, hint: luffHint(host) };
  if (!isPath) return { reason, hint: toolHint(host, word) ?? `Install ${word}, or add its folder to PATH.` };
  return { reason, hint: pathHint(host, call) };
}

/** What to do about a path that leads to nothing, in the plugin's folder or in another. */
function pathHint({ os }: ProgramHost, { word, variables, isMadeByHook }: MissingCall): string {
  const style = pathStyle(os);
  const folder = variables["HELM_PLUGIN_DIR"] ?? "";
  const isOwn = folder !== "" && style.join(word).startsWith(style.join(folder) + style.separator);
  if (!isOwn) return "Check the path, or install the program.";
  return isMadeByHook === true
    ? "Install the plugin again: its install hook may have failed, or not have run."
    : "The plugin does not bring it along: install another version of the plugin, or tell its author.";
}

/** What to do about a program of Git for Windows that is not on PATH. A script for a shell finds it, because luff gives a shell its tools. */
function toolHint(host: ProgramHost, word: string): string | undefined {
  if (host.os !== "windows" || !isGitTool(word)) return undefined;
  const name = baseName(word).toLowerCase();
  const found = [...gitToolPlaces(host)].find(({ folder }) => firstFile(host, folder, [`${name}.exe`]) !== undefined);
  if (found === undefined) {
    return `Install Git for Windows, which has ${name}, and call it in a script for sh, or add Git's folder usr\\bin to PATH.`;
  }
  return `Git for Windows has ${name}: call it in a script for sh, or add its folder to PATH: ${found.folder}`;
}

function isLuff(word: string): boolean {
  return /^luff(?:\.exe)?$/i.test(word);
}

/** Helm starts it by that name too. */
function luffHint({ os, environment }: ProgramHost): string {
  const name = os === "windows" ? "luff.exe" : "luff";
  return `Install luff into a folder of PATH by the name ${name}; the luff that runs now is ${environment.ownCommand.join(" ")}.`;
}

/** A file in the plugin's folder with the name of the word, or with that name and an ending; undefined if there is none. */
function findInFolder(host: ProgramHost, word: string, folder: string): string | undefined {
  if (folder === "") return undefined;
  const name = pathStyle(host.os).base(word);
  try {
    const names = host.files.list(folder);
    return names.find((each) => each === name) ?? names.find((each) => name !== "" && each.startsWith(`${name}.`));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
