import type { Host } from "../../host/host.ts";
import { statOf } from "../../host/stat-of.ts";
import { findProgram } from "../../program/find-program.ts";
import { findShell } from "../../program/find-shell.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { fine, note, problem, type Finding } from "./finding.ts";
import { tryTool, whyNone } from "./try-tool.ts";

/**
 * Looks for the programs that luff and plugins start: luff itself, Helm, a shell, git and curl. Each is started to see whether it answers, except
 * the luff that runs.
 */
export async function checkPrograms(host: Host): Promise<readonly Finding[]> {
  return [
    ...checkPath(host),
    await checkLuff(host),
    await checkHelm(host),
    await checkShell(host),
    await checkGit(host),
    ...(await checkCurl(host)),
  ];
}

function checkPath({ os, environment }: Host): readonly Finding[] {
  const { splitList, isAbsolute } = pathStyle(os);
  const relative = splitList(environment.get("PATH") ?? "").filter((folder) => !isAbsolute(folder));
  if (relative.length === 0) return [];
  const names = relative.map((folder) => JSON.stringify(folder)).join(", ");
  return [
    note(
      "path",
      `PATH has folders that are not absolute: ${names}`,
      "Remove them: luff, like Helm, starts nothing from them.",
    ),
  ];
}

async function checkLuff(host: Host): Promise<Finding> {
  const found = findProgram(host, "luff");
  if (found.kind !== "found") {
    return note("luff", `there is no luff on PATH${whyNone(host, "luff", found)}`, `${cureOf(host)}, ${WHY_LUFF}.`);
  }
  if (isThisLuff(host, found.file)) return fine("luff", `luff is on PATH: ${found.file}`);
  const hint = `Put ${host.environment.executable} in its place, ${WHY_LUFF}.`;
  return tryTool(host, {
    check: "luff",
    found,
    good: `luff is on PATH: ${found.file}`,
    args: ["version"],
    answer: /^luff \d/m,
    hint,
  });
}

const WHY_LUFF = "so that Helm finds luff for Lua plugins";

function isThisLuff(host: Host, file: string): boolean {
  const { executable, ownCommand } = host.environment;
  // An update may have replaced the file since the start.
  if (ownCommand.length > 1 || statOf(host, executable) === undefined) return false;
  return host.files.identity(file) === host.files.identity(executable);
}

/** What to do so that there is a luff on PATH: this one may have another name, or stand in a folder that is not on PATH. */
function cureOf(host: Host): string {
  const { executable, ownCommand } = host.environment;
  const { base } = pathStyle(host.os);
  const wanted = host.os === "windows" ? "luff.exe" : "luff";
  if (ownCommand.length > 1 || base(executable) === wanted) return `Add the folder of ${executable} to PATH`;
  const isOnPath = findProgram(host, base(executable)).kind === "found";
  return `Rename ${executable} to ${wanted}${isOnPath ? "" : ", and add its folder to PATH"}`;
}

async function checkHelm(host: Host): Promise<Finding> {
  const word = host.environment.get("HELM_BIN") || "helm";
  const found = findProgram(host, word);
  const hint = "Install Helm again, or set HELM_BIN to another one.";
  if (found.kind === "found") {
    const good = `plugins get this Helm: ${found.file}`;
    return tryTool(host, { check: "helm", found, good, args: ["version", "--short"], answer: /\d+\.\d+\.\d+/, hint });
  }
  const why = whyNone(host, word, found);
  if (pathStyle(host.os).hasSeparator(word)) {
    const isMissing = `HELM_BIN is ${word}, and there is no such program${why}`;
    return problem("helm", isMissing, "Unset HELM_BIN, or set it to Helm's path.");
  }
  return note("helm", `there is no ${word} on PATH${why}`, "Plugins that call Helm need it; others run without.");
}

/** What a shell should do, and what it then prints. */
const SHELL = { args: ["-c", "echo luff-$((40 + 2))"], answer: /^luff-42$/m };

async function checkShell(host: Host): Promise<Finding> {
  const check = "shell";
  if (host.os !== "windows") {
    const found = findProgram(host, "sh");
    const hint = "Install a shell: hooks and most plugins need one.";
    if (found.kind !== "found") return problem(check, `there is no sh on PATH${whyNone(host, "sh", found)}`, hint);
    return tryTool(host, { ...SHELL, check, found, good: `hooks run in ${found.file}`, hint });
  }
  const found = findShell(host, "sh");
  if (found.kind === "found") {
    const good = `shell scripts run in ${found.file}, found ${found.origin}`;
    return tryTool(host, { ...SHELL, check, found, good, hint: INSTALL_SHELL });
  }
  if (found.kind === "refused") return problem(check, found.obstacle.reason, found.obstacle.hint);
  const passed = found.passed.map((each) => `; ${each}`).join("");
  return note(check, `there is no shell for plugins that are shell scripts${passed}`, INSTALL_SHELL);
}

const INSTALL_SHELL = "Install Git for Windows, or set LUFF_SHELL.";

async function checkGit(host: Host): Promise<Finding> {
  const found = findProgram(host, "git");
  if (found.kind === "found") {
    const good = `git is ${found.file}`;
    const hint = "Install git again: luff clones repositories by it.";
    return tryTool(host, { check: "git", found, good, args: ["--version"], answer: /^git version/m, hint });
  }
  return note(
    "git",
    `there is no git on PATH${whyNone(host, "git", found)}`,
    "luff then installs from https addresses of forges and from archives, but not by ssh.",
  );
}

/** Only the compact executables download by curl. */
async function checkCurl(host: Host): Promise<readonly Finding[]> {
  if (host.name !== "quickjs") return [];
  const found = findProgram(host, "curl");
  const hint = "Install curl, or take the executable that is not compact.";
  if (found.kind === "found") {
    const good = `luff downloads by ${found.file}`;
    return [await tryTool(host, { check: "curl", found, good, args: ["--version"], answer: /^curl \d/m, hint })];
  }
  const why = whyNone(host, "curl", found);
  return [note("curl", `there is no curl on PATH${why}, by which this luff downloads`, hint)];
}
