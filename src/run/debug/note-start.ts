import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { shownPath } from "../../platform/shown-path.ts";
import { explainNotFound } from "../../program/explain-not-found.ts";
import { isEnv, parseFirstLine } from "../../program/first-line.ts";
import { findProgram, type FoundProgram } from "../../program/find-program.ts";
import { readBeginning, startObstacle, type Beginning } from "../../program/start-obstacle.ts";
import { lookupIn } from "../../program/variable-lookup.ts";
import { valueHider } from "../../text/secrets/hide-values.ts";
import { showWords } from "../../text/secrets/show-words.ts";
import { limitLines, pathLine, type LuaPlaces } from "./note-lua.ts";
import type { Noted } from "./noted.ts";

type Variables = Readonly<Record<string, string>>;

/** What is about to start, expanded: a program, or a Lua script or a WebAssembly module that another luff or this one runs. */
export type NotedStart = (
  | { readonly kind: "program"; readonly word: string; readonly args: readonly string[] }
  | { readonly kind: "lua"; readonly script: string; readonly args: readonly string[] }
  | { readonly kind: "module"; readonly module: string; readonly args: readonly string[] }
) & {
  /** Of a Lua script that another luff runs. */
  readonly places?: LuaPlaces;
};

/** Notes the words after expansion, and which program they lead to. Nothing is started. */
export function noteStart(
  host: Host,
  start: NotedStart,
  { asker, note, variables }: Noted & { readonly variables: Variables },
): void {
  const first = firstWord(start);
  const hide = valueHider([host.environment.all(), variables]);
  note(`${asker}: expanded: ${showWords([first, ...start.args], hide)}`);
  if (start.kind === "program") return note(`${asker}: ${hide(describeProgram(host, start.word, variables))}`);
  note(`${asker}: luff itself runs ${shownPath(host.os, first)}`);
  const { places } = start;
  const lines = places === undefined ? [] : [pathLine(host, places), ...limitLines(places)];
  for (const line of lines) note(`${asker}: ${line}`);
}

function firstWord(start: NotedStart): string {
  if (start.kind === "program") return start.word;
  return start.kind === "lua" ? start.script : start.module;
}

/** What a command word leads to: "program /bin/x, on PATH, a script for /bin/sh". */
function describeProgram(host: Host, word: string, variables: Variables): string {
  const found = findProgram(host, word);
  if (found.kind !== "found") return missing(host, word, { found, variables });
  const file = shownPath(host.os, found.file);
  const where = pathStyle(host.os).hasSeparator(word) ? "by its path" : `on PATH${placeOf(host, found.file)}`;
  if (host.os === "windows") return `program ${file}, ${where}`;
  const beginning = readBeginning(host, found.file);
  const obstacle = startObstacle(host, { file: found.file, beginning, lookup: lookupIn(host, variables) });
  const end = obstacle === undefined ? "" : `; it will not start: ${obstacle.reason}`;
  return `program ${file}, ${where}, ${describeBeginning(beginning)}${interpreterOf(host, beginning, variables)}${end}`;
}

interface Missing {
  readonly found: Exclude<FoundProgram, { readonly kind: "found" }>;
  readonly variables: Variables;
}

function missing(host: Host, word: string, { found, variables }: Missing): string {
  const { reason } = explainNotFound(host, { word, variables }, found);
  const isName = !pathStyle(host.os).hasSeparator(word);
  const places = isName ? `; PATH is ${host.environment.get("PATH") ?? "not set"}` : "";
  return `no program ${shownPath(host.os, word)}: ${reason}${places}`;
}

/** Which folder of PATH has a file: " (folder 3 of 12)". */
function placeOf({ os, environment }: Host, file: string): string {
  const { splitList, directory, join } = pathStyle(os);
  const folders = splitList(environment.get("PATH") ?? "");
  const index = folders.findIndex((folder) => join(folder) === directory(file));
  return index < 0 ? "" : ` (folder ${index + 1} of ${folders.length})`;
}

/** What a script's first line finds by env: ", which is /usr/bin/python3". */
function interpreterOf(host: Host, beginning: Beginning, variables: Variables): string {
  if (beginning.kind !== "script" || !isEnv(beginning.interpreter)) return "";
  const { interpreter } = parseFirstLine(beginning.line, lookupIn(host, variables));
  const found = interpreter === "" ? undefined : findProgram(host, interpreter);
  return found?.kind === "found" ? `, which is ${found.file}` : "";
}

function describeBeginning(beginning: Beginning): string {
  switch (beginning.kind) {
    case "binary":
      return `a program for ${beginning.format.os}/${beginning.format.arch ?? "another processor"}`;
    case "script":
      return `a script that begins with #!${beginning.line}`;
    case "other":
      return beginning.isEmpty ? "an empty file" : "neither a program nor a script by its beginning";
  }
}
