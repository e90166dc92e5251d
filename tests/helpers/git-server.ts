import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, dirname } from "node:path";

/** Where a kind of forge has the archive of a commit of the repository o/r. */
export const ARCHIVE_PATHS = {
  GitHub: (commit: string) => `/o/r/archive/${commit}.tar.gz`,
  GitLab: (commit: string) => `/o/r/-/archive/${commit}/r-${commit}.tar.gz`,
  Bitbucket: (commit: string) => `/o/r/get/${commit}.tar.gz`,
} as const;

export interface GitServer extends Disposable {
  /** `http://127.0.0.1:PORT/o/r.git`. */
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly requests: readonly string[];
}

/**
 * Serves a repository of this machine as a forge does: branches and tags by the real `git http-backend`, and the archive of a
 * commit by `git archive`. A path that this forge does not have is a page for people, with 404, or with 200 for Bitbucket.
 * `statuses` lets it refuse archives, or such paths.
 */
export async function serveGit(
  folder: string,
  forge: keyof typeof ARCHIVE_PATHS,
  statuses: { readonly archive?: number; readonly elsewhere?: number } = {},
): Promise<GitServer> {
  const { archive = 200, elsewhere = forge === "Bitbucket" ? 200 : 404 } = statuses;
  const requests: string[] = [];
  const serve = ({ url = "" }: IncomingMessage, response: ServerResponse): void => {
    requests.push(url);
    const [path = "", query = ""] = url.split("?");
    const [commit = ""] = /[0-9a-f]{40}/.exec(path) ?? [];
    if (/^\/o\/r(?:\.git)?\/info\/refs$/.test(path)) advertise(folder, query, response);
    else if (commit !== "" && path === ARCHIVE_PATHS[forge](commit)) {
      if (archive !== 200) return void response.writeHead(archive).end("no");
      const prefix = `--prefix=r-${commit}/`;
      response.end(git(folder, ["archive", "--format=tar.gz", prefix, commit]));
    } else response.writeHead(elsewhere).end("<!DOCTYPE html><p>Where is it?");
  };
  const server = createServer(serve);
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/o/r.git`,
    requests,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function git(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Uint8Array {
  const { stdout, stderr, exitCode } = Bun.spawnSync(["git", "-C", folder, ...args], {
    env: { ...process.env, ...env },
  });
  if (exitCode !== 0) throw new Error(stderr.toString());
  return stdout;
}

/** What git's own CGI program answers. */
function advertise(folder: string, query: string, response: ServerResponse): void {
  const env = {
    GIT_PROJECT_ROOT: dirname(folder),
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: `/${basename(folder)}/.git/info/refs`,
    QUERY_STRING: query,
    REQUEST_METHOD: "GET",
  };
  const output = Buffer.from(git(folder, ["http-backend"], env));
  response.end(output.subarray(output.indexOf("\r\n\r\n") + 4));
}
