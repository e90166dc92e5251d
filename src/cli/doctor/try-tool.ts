import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { explainNotFound } from "../../program/explain-not-found.ts";
import type { FoundProgram } from "../../program/find-program.ts";
import { tryProgram } from "../../program/try-program.ts";
import { fine, problem, type Finding } from "./finding.ts";

/** How long a program may take to say its version, in seconds. */
const PATIENCE = 5;
/** How much of an answer is shown. */
const SHOWN = 80;

/** A program that was found, and how to see whether it is the right one. */
export interface Tool {
  readonly check: string;
  readonly found: { readonly file: string };
  /** What is said of a good one. */
  readonly good: string;
  readonly args: readonly string[];
  /** What it then prints. */
  readonly answer: RegExp;
  /** What to do about a bad one. */
  readonly hint: string;
}

/** Starts a program, and says whether it is as it should be. */
export async function tryTool(host: Host, { check, found, good, args, answer, hint }: Tool): Promise<Finding> {
  const { file } = found;
  const trial = await tryProgram(host, { file, args, patience: PATIENCE * 1000 });
  const asked = `'${[pathStyle(host.os).base(file), ...args].join(" ")}'`;
  switch (trial.kind) {
    case "untried":
      return fine(check, good);
    case "failed":
      return problem(check, `${file} does not start: ${trial.obstacle.reason}`, trial.obstacle.hint ?? hint);
    case "late":
      return problem(check, `${file} does not work: ${asked} did not end within ${PATIENCE} s, so luff ended it`, hint);
    case "ended": {
      const { status, output } = trial;
      if (status === 0 && answer.test(output)) return fine(check, good);
      const line = output.split(/[\r\n]+/).find((each) => each.trim() !== "");
      const printed = line === undefined ? "nothing" : JSON.stringify(line.slice(0, SHOWN));
      return problem(check, `${file} does not work: ${asked} ended with status ${status} and printed ${printed}`, hint);
    }
  }
}

/** Why what PATH or a path has by the name of a program is none: the end of a sentence, "" if there is nothing of that name. */
export function whyNone(host: Host, word: string, found: Exclude<FoundProgram, { readonly kind: "found" }>): string {
  if (found.kind === "missing") return whyBroken(host, word);
  const { reason } = explainNotFound(host, { word, variables: {} }, found);
  return found.kind === "relative" ? `: ${reason}` : `, only ${found.file}: ${reason}`;
}

/** A link that leads to nothing, or to itself; or why the path that the user wrote cannot be reached. */
function whyBroken(host: Host, word: string): string {
  const { hasSeparator, splitList, isAbsolute, join } = pathStyle(host.os);
  const folders = splitList(host.environment.get("PATH") ?? "").filter(isAbsolute);
  const paths = hasSeparator(word) ? [word] : folders.map((folder) => join(folder, word));
  for (const path of paths) {
    const entry = entryOrError(host, path);
    if (entry instanceof HostError && hasSeparator(word)) return `: ${entry.detail}`;
    if (entry === undefined || entry instanceof HostError || entry.kind !== "link") continue;
    const reason = brokenLink(host, path);
    if (reason !== undefined) return `, only ${path}: ${reason}`;
  }
  return "";
}

/** What is at a path, or why that cannot be seen: a folder of PATH may be one that the user may not search. */
function entryOrError({ disk }: Host, path: string): ReturnType<Host["disk"]["entry"]> | HostError {
  try {
    return disk.entry(path);
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
}

/** Why a link leads nowhere; undefined if it does not. */
function brokenLink({ disk, files }: Host, path: string): string | undefined {
  try {
    return files.stat(path) === undefined ? `it is a link to ${disk.readLink(path)}, which is not there` : undefined;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return `it is a link that cannot be followed: ${error.detail}`;
  }
}
