import { AppError } from "../../errors/app-error.ts";
import type { FileStat } from "../../host/files.ts";
import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { beginsWithTilde, TILDE_HINT } from "../../platform/unexpanded-home.ts";
import { MANIFEST_NAME } from "../../plugin/read-plugin.ts";
import { isUnicode } from "../../text/is-unicode.ts";
import { calledFile } from "./called-file.ts";
import { absolutePath } from "../files/absolute-path.ts";
import { isLuaFile } from "../../run/find-lua-script.ts";

/** What a path instead of a command leads to: a plugin's folder, or a file that luff treats as a Lua script. */
export interface CalledPath {
  readonly kind: "folder" | "script";
  readonly path: string;
}

type PathHost = Pick<Host, "os" | "files" | "environment">;

/**
 * Whether a command word is a path: it contains a path separator, ends in ".lua", or is ".", ".." or "plugin.yaml". No
 * plugin can have such a name.
 */
export function isPathWord(os: string, word: string): boolean {
  return word === "." || word === ".." || word === MANIFEST_NAME || pathStyle(os).hasSeparator(word) || isLuaFile(word);
}

/**
 * Checks what is at a path; a plugin.yaml stands for its folder. Throws AppError "script-not-found" if there is
 * nothing, and "script-invalid" for a file that cannot be a script, or a path that cannot be followed.
 */
export function readPath(host: PathHost, word: string): CalledPath {
  const path = withKnownFolder(host, word);
  if (requireStat(host, path).kind === "directory") return { kind: "folder", path };
  const { base, directory } = pathStyle(host.os);
  const name = host.os === "windows" ? base(path).toLowerCase() : base(path);
  if (name === MANIFEST_NAME) return { kind: "folder", path: directory(path) };
  if (!/\.ya?ml$/i.test(name)) return { kind: "script", path };
  throw new AppError("script-invalid", `${path} is a YAML file, not a Lua script`, {
    hint: `Name a Lua script, or the folder of a plugin. The folder's manifest must be named ${MANIFEST_NAME}.`,
  });
}

/** On Windows a path such as "D:x" starts in the current folder of drive D, which the system knows and luff does not. */
function withKnownFolder(host: PathHost, word: string): string {
  if (host.os !== "windows" || !/^[A-Za-z]:(?![\\/])/.test(word)) return word;
  const path = absolutePath(host, word);
  if (pathStyle(host.os).isAbsolute(path)) return path;
  const message = `the path ${word} starts in the current folder of the drive ${word.slice(0, 2)}, but luff runs in ${host.environment.workingDirectory}`;
  throw new AppError("script-not-found", message, { hint: `Write the whole path: ${word.slice(0, 2)}\\…` });
}

function requireStat(host: PathHost, path: string): FileStat {
  let stat: FileStat | undefined;
  try {
    stat = host.files.stat(path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("script-invalid", `cannot read ${path}: ${error.detail}`, { cause: error });
  }
  if (stat !== undefined) return stat;
  if (!isUnicode(path)) {
    throw new AppError("script-not-found", `the path ${path} is not Unicode text, so luff cannot open it`);
  }
  throw new AppError("script-not-found", `there is no Lua script and no plugin folder at ${path}`, {
    hint: beginsWithTilde(path) ? TILDE_HINT : hintOf(host, path),
  });
}

function hintOf(host: PathHost, path: string): string {
  const file = calledFile(host, path);
  if (file === undefined) return `${reasonForPath(host.os, path)}; call an installed plugin by its name alone.`;
  return `The plugin "${file.plugin}" lacks its file ${file.below}: install the plugin again, or tell its author.`;
}

/** Why luff treats the word as a path. */
function reasonForPath(os: string, word: string): string {
  if (pathStyle(os).hasSeparator(word)) return "A word with a path separator is a path";
  return isLuaFile(word) ? "A word that ends in .lua is the path of a script" : `The word ${word} is a path`;
}
