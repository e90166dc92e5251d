import type { Environment } from "../host/environment.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { readRegular } from "../host/read-regular.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { Credentials } from "./address.ts";

/** The credentials that the user's netrc file has for a server: the file that NETRC names, else ~/.netrc or ~/_netrc. */
export function findNetrcCredentials(
  host: Pick<Host, "os" | "files" | "environment">,
  server: string,
): Credentials | undefined {
  for (const path of netrcPaths(host.os, host.environment)) {
    const text = readIfThere(host, path);
    if (text !== undefined) return parseNetrc(text, server);
  }
  return undefined;
}

function netrcPaths(os: string, environment: Environment): readonly string[] {
  const named = environment.get("NETRC");
  if (named !== undefined && named !== "") return [named];
  if (environment.home === "") return [];
  return [".netrc", "_netrc"].map((name) => pathStyle(os).join(environment.home, name));
}

function readIfThere({ files }: Pick<Host, "files">, path: string): string | undefined {
  try {
    return files.stat(path) === undefined ? undefined : new TextDecoder().decode(readRegular(files, path));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/**
 * The login and the password of a server's entry, else of the entry "default", in the format of ftp's netrc. The first
 * entry with a login counts, as in curl.
 */
export function parseNetrc(text: string, server: string): Credentials | undefined {
  // A macro reaches to the next empty line.
  const withoutMacros = text.replaceAll(/^[ \t]*macdef\b[^]*?(?:\n[ \t]*\r?\n|$(?![^]))/gm, "");
  const words = (withoutMacros.match(/#.*|"(?:\\.|[^"\\])*"|\S+/g) ?? []).filter((word) => !word.startsWith("#"));
  let fits = false;
  let entry: Partial<Credentials> = {};
  const result = (): Credentials | undefined =>
    fits && entry.user !== undefined ? { user: entry.user, password: entry.password ?? "" } : undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === "machine" || word === "default") {
      const complete = result();
      if (complete !== undefined) return complete;
      entry = {};
      fits = word === "default" || unquote(words[++at]).toLowerCase() === server.toLowerCase();
    } else if (word === "login") entry = { ...entry, user: unquote(words[++at]) };
    else if (word === "password") entry = { ...entry, password: unquote(words[++at]) };
    else if (word === "account") at++;
  }
  return result();
}

function unquote(word = ""): string {
  return word.startsWith('"') && word.endsWith('"') && word.length > 1
    ? word.slice(1, -1).replaceAll(/\\(.)/g, "$1")
    : word;
}
