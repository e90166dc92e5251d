import type { Host } from "../../host/host.ts";
import { findProgram } from "../../program/find-program.ts";
import { findShell } from "../../program/find-shell.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { fine, note, problem, type Finding } from "./finding.ts";

/** Looks for the programs that luff and plugins start: luff itself, Helm, a shell, git and curl. Nothing is started. */
export function checkPrograms(host: Host): readonly Finding[] {
  return [...checkPath(host), checkLuff(host), checkHelm(host), checkShell(host), checkGit(host), ...checkCurl(host)];
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

function checkLuff(host: Host): Finding {
  const found = findProgram(host, "luff");
  if (found.kind === "found") return fine("luff", `luff is on PATH: ${found.file}`);
  return note("luff", "there is no luff on PATH", `${cureOf(host)}, so that Helm finds luff for Lua plugins.`);
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

function checkHelm(host: Host): Finding {
  const word = host.environment.get("HELM_BIN") || "helm";
  const found = findProgram(host, word);
  if (found.kind === "found") return fine("helm", `plugins get this Helm: ${found.file}`);
  if (pathStyle(host.os).hasSeparator(word)) {
    const hint = "Unset HELM_BIN, or set it to Helm's path.";
    return problem("helm", `HELM_BIN is ${word}, and there is no such program`, hint);
  }
  return note("helm", `there is no ${word} on PATH`, "Plugins that call Helm need it; others run without.");
}

function checkShell(host: Host): Finding {
  if (host.os !== "windows") {
    const found = findProgram(host, "sh");
    if (found.kind === "found") return fine("shell", `hooks run in ${found.file}`);
    return problem("shell", "there is no sh on PATH", "Install a shell: hooks and most plugins need one.");
  }
  const found = findShell(host, "sh");
  if (found.kind === "found") return fine("shell", `shell scripts run in ${found.file}, found ${found.origin}`);
  if (found.kind === "refused") return problem("shell", found.obstacle.reason, found.obstacle.hint);
  const passed = found.passed.map((each) => `; ${each}`).join("");
  return note(
    "shell",
    `there is no shell for plugins that are shell scripts${passed}`,
    "Install Git for Windows, or set LUFF_SHELL.",
  );
}

function checkGit(host: Host): Finding {
  const found = findProgram(host, "git");
  if (found.kind === "found") return fine("git", `git is ${found.file}`);
  return note(
    "git",
    "there is no git on PATH",
    "luff then installs from https addresses of forges and from archives, but not by ssh.",
  );
}

/** Only the compact executables download by curl. */
function checkCurl(host: Host): readonly Finding[] {
  if (host.name !== "quickjs") return [];
  const found = findProgram(host, "curl");
  if (found.kind === "found") return [fine("curl", `luff downloads by ${found.file}`)];
  return [
    note(
      "curl",
      "there is no curl on PATH, by which this luff downloads",
      "Install curl, or take the executable that is not compact.",
    ),
  ];
}
