import { AppError } from "../errors/app-error.ts";
import type { FileKind } from "../host/files.ts";
import type { Host } from "../host/host.ts";
import { HostError } from "../host/host-error.ts";
import { pathStyle } from "../platform/path-style.ts";
import { beginsWithTilde, TILDE_HINT } from "../platform/unexpanded-home.ts";
import { GITHUB, isGithub, parseGithub } from "./parse-github.ts";
import { isDownload } from "./is-download.ts";
import { parseGitUrl, withoutPassword } from "./parse-git-url.ts";
import type { Source } from "./source.ts";

/**
 * Decides what a source on the command line is. A path that exists comes before everything else, as in Helm. Throws
 * AppError "source-not-found", and "registry-unsupported" or "source-unsupported" for sources that luff cannot install
 * from.
 */
export function parseSource(host: Pick<Host, "os" | "files" | "environment">, text: string): Source {
  const path = pathStyle(host.os).absolute(host.environment.workingDirectory, text);
  // No path on Windows has a colon there, and the system may refuse to look for one.
  const isUrl = host.os === "windows" && /^(?:[a-z][a-z0-9+.-]+:\/\/|github:)/i.test(text);
  const kind = text === "" || isUrl ? undefined : kindAt(host, path);
  if (kind === "directory") return { kind: "folder", path };
  if (kind === "file") return { kind: "archive", path };
  if (kind === "other") throw unsupported(text, "it is neither a file nor a folder");
  if (isGithub(text)) return parseGithub(text, host.environment.get("GH_HOST") || GITHUB);
  if (isDownload(text)) return { kind: "http", url: text };
  const git = parseGitUrl(text);
  if (git !== undefined) return git;
  if (/^https?:\/\//i.test(text)) return { kind: "http", url: text };
  if (/^oci:\/\//i.test(text)) throw inRegistry(withoutPassword(text));
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) throw unsupported(withoutPassword(text), "luff does not know its scheme");
  if (kind instanceof HostError) throw notSeen(withoutPassword(text), kind);
  throw notFound(host.os, withoutPassword(text));
}

/** What is at a path, or why the system cannot say so: a URL may be too long for a path. */
function kindAt({ files }: Pick<Host, "files">, path: string): FileKind | HostError | undefined {
  try {
    return files.stat(path)?.kind;
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
}

function notSeen(text: string, failure: HostError): AppError {
  return new AppError("source-not-found", `luff cannot look at ${JSON.stringify(text)}: ${failure.detail}`, {
    hint: "Write the path of a folder or an archive that you may read, or a URL.",
  });
}

function unsupported(text: string, reason: string): AppError {
  return new AppError("source-unsupported", `luff cannot install from ${JSON.stringify(text)}: ${reason}`, {
    hint: "Download the plugin with another program, and install the folder or the archive.",
  });
}

function inRegistry(text: string): AppError {
  return new AppError(
    "registry-unsupported",
    `luff cannot install from ${JSON.stringify(text)}: it is in an OCI registry`,
    {
      hint: "Download it with another program, such as oras, and install the result: luff plugin install PATH.",
    },
  );
}

function notFound(os: string, text: string): AppError {
  const isPath = text !== "" && pathStyle(os).hasSeparator(text);
  const message = isPath
    ? `there is nothing at the path ${JSON.stringify(text)}`
    : `${JSON.stringify(text)} is neither a path nor a URL`;
  if (beginsWithTilde(text)) return new AppError("source-not-found", message, { hint: TILDE_HINT });
  const search = /^[A-Za-z0-9][\w.-]*$/.test(text) ? ` Find a plugin by its name: luff plugin search ${text}` : "";
  return new AppError("source-not-found", message, {
    hint: `Name the folder that contains the plugin's plugin.yaml, an archive of it, its URL, a git repository, or github:OWNER/REPO.${search}`,
  });
}
