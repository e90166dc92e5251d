import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { HostError } from "../host/host-error.ts";
import { readRegular } from "../host/read-regular.ts";
import { pathStyle } from "../platform/path-style.ts";

/** Folders that version control keeps for itself. They are part of no plugin. */
export const VERSION_CONTROL: ReadonlySet<string> = new Set([".git", ".hg", ".svn"]);

/** The file in a plugin's folder that names what a package leaves out. */
export const IGNORE_FILE = ".luffignore";

/** What `luff plugin types` writes, which no plugin needs to run. */
const FOR_EDITORS = "/.luff/\n/.luarc.json\n";

/** Whether a path below the plugin's folder, with slashes, is left out. What is in an ignored folder is left out too. */
export type IsIgnored = (path: string, isFolder: boolean) => boolean;

/**
 * Reads the ignore file in a plugin's folder; without one only the file itself and what is for editors is left out. Throws AppError
 * "file-failed".
 */
export function readIgnoreFile({ os, files }: Pick<Host, "os" | "files">, folder: string): IsIgnored {
  const path = pathStyle(os).join(folder, IGNORE_FILE);
  return parseIgnoreFile(`/${IGNORE_FILE}\n${FOR_EDITORS}${patternsIn(files, path)}`);
}

function patternsIn(files: Host["files"], path: string): string {
  try {
    return files.stat(path) === undefined ? "" : new TextDecoder().decode(readRegular(files, path));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot read ${path}: ${error.detail}`, {
      cause: error,
      hint: "It must be a file with patterns, as .gitignore.",
    });
  }
}

interface Rule {
  readonly expression: RegExp;
  readonly includes: boolean;
  readonly foldersOnly: boolean;
}

/**
 * Reads patterns in the language of .gitignore: a pattern a line, `#` for comments, `!` to include again, a slash at the
 * end for folders only, a slash elsewhere for a path from the plugin's folder, `*`, `?`, `[…]` and `**`. The last pattern
 * that fits decides.
 */
export function parseIgnoreFile(text: string): IsIgnored {
  const rules = text.split(/\r?\n/).flatMap((line) => parseRule(line));
  return (path, isFolder) => {
    const decisive = rules.findLast(
      ({ expression, foldersOnly }) => (isFolder || !foldersOnly) && expression.test(path),
    );
    return decisive !== undefined && !decisive.includes;
  };
}

function parseRule(line: string): Rule[] {
  const written = line.replace(/(?<!\\)\s+$/, "");
  if (written === "" || written.startsWith("#")) return [];
  const includes = written.startsWith("!");
  const bare = includes ? written.slice(1) : written;
  const foldersOnly = bare.endsWith("/");
  const pattern = bare.replace(/\/$/, "");
  if (pattern === "") return [];
  const isAnchored = pattern.includes("/");
  const body = expressionOf(pattern.replace(/^\//, ""));
  return [{ expression: new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${body}$`, "su"), includes, foldersOnly }];
}

/** The parts of a pattern that have a meaning; any other character means itself. */
const PART = /^\*\*\/|\/\*\*\/|\/\*\*$|\*+|\?|\[!?\]?[^\]]+\]|\\.|[^]/gu;

function expressionOf(pattern: string): string {
  return pattern.replaceAll(PART, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "/**/") return "/(?:.*/)?";
    if (part === "/**") return "/.*";
    if (part.startsWith("*")) return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.startsWith("[") && part.length > 1) return classOf(part);
    return escaped(part.startsWith("\\") && part.length > 1 ? part.slice(1) : part);
  });
}

function classOf(part: string): string {
  const isNegated = part[1] === "!";
  const inner = part.slice(isNegated ? 2 : 1, -1).replaceAll(/[\\\]^[]/g, String.raw`\$&`);
  return `[${isNegated ? "^/" : ""}${inner}]`;
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
