import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Identity } from "./release-server.ts";

/** A release on the server. */
export interface ServedRelease {
  readonly tag: string;
  readonly assets?: Readonly<Record<string, Uint8Array>>;
  readonly isDraft?: boolean;
  readonly isPreRelease?: boolean;
}

export interface GithubOptions {
  readonly identity: Identity;
  /** The newest first. */
  readonly releases?: readonly ServedRelease[];
  /** The archives of the sources of tags, and their commits. */
  readonly sources?: Readonly<Record<string, { readonly commit: string; readonly archive: Uint8Array }>>;
  /** The token without which the repository is hidden. */
  readonly token?: string;
  /** Whether the API has the SHA-256 of assets. */
  readonly hasDigests?: boolean;
  /** Answers in the place of the API. */
  readonly refusal?: (response: ServerResponse) => void;
}

export interface GithubServer extends Disposable {
  /** `127.0.0.1:PORT`, the value for GH_HOST. */
  readonly name: string;
  /** The paths that were asked for, in order, without those of the storage. */
  readonly requests: readonly string[];
  /** The headers of each of these requests. */
  readonly headers: readonly IncomingHttpHeaders[];
  /** The headers of each request for the storage, which is another server. */
  readonly stored: readonly IncomingHttpHeaders[];
}

/** An Enterprise server of GitHub with the repository o/r, and the server to which it redirects downloads. */
export async function serveGithub(options: GithubOptions): Promise<GithubServer> {
  const { identity } = options;
  const [requests, headers, stored]: [string[], IncomingHttpHeaders[], IncomingHttpHeaders[]] = [[], [], []];
  const blobs = new Map<string, Uint8Array>();
  const storage = await listen(identity, (request, response) => {
    stored.push(request.headers);
    const blob = blobs.get(request.url ?? "");
    if (blob === undefined) response.writeHead(404).end("no");
    else response.end(blob);
  });
  const store = (blob: Uint8Array): string => {
    const path = `/blob/${blobs.size}?signature=s3cret`;
    blobs.set(path, blob);
    return `https://127.0.0.1:${storage.port}${path}`;
  };
  const main = await listen(identity, (request, response) => {
    const { url = "" } = request;
    requests.push(url);
    headers.push(request.headers);
    const isApi = url.startsWith("/api/v3/");
    if (isApi && options.refusal !== undefined) return options.refusal(response);
    const isKnown = options.token === undefined || request.headers.authorization === `Bearer ${options.token}`;
    const answer = isKnown ? answerOf(options, `127.0.0.1:${main.port}`, request) : undefined;
    if (answer === undefined) response.writeHead(404).end('{"message": "Not Found"}');
    else if (answer instanceof Uint8Array) response.writeHead(302, { location: store(answer) }).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer.json));
  });
  return {
    name: `127.0.0.1:${main.port}`,
    requests,
    headers,
    stored,
    [Symbol.dispose]() {
      main.close();
      storage.close();
    },
  };
}

/** A file in the storage, a JSON value, or undefined for nothing. */
type Reply = Uint8Array | { readonly json: unknown } | undefined;

function answerOf(options: GithubOptions, name: string, { url = "", headers }: IncomingMessage): Reply {
  const { releases = [], sources = {} } = options;
  const [path = "", query = ""] = url.split("?");
  const shown = releases.filter(({ isDraft }) => isDraft !== true || options.token !== undefined);
  const [, tag, asset] = /^\/o\/r\/releases\/download\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (tag !== undefined) return releases.find((release) => release.tag === tag)?.assets?.[asset ?? ""];
  const call = decodeURIComponent(path.replace(/^\/api\/v3\/repos\/o\/r(?=\/)/, ""));
  if (call === path) return undefined;
  const [, id] = /^\/releases\/assets\/(\d+)$/.exec(call) ?? [];
  if (id !== undefined) {
    const one = releases
      .flatMap((release, index) => assetsOf(options, { release, index, name }))
      .find((each) => each.id === Number(id));
    if (one === undefined) return undefined;
    return headers.accept === "application/octet-stream" ? one.blob : { json: { id: one.id } };
  }
  const render = (release: ServedRelease): unknown => ({
    tag_name: release.tag,
    draft: release.isDraft ?? false,
    prerelease: release.isPreRelease ?? false,
    assets: assetsOf(options, { release, index: releases.indexOf(release), name }).map(({ asset }) => asset),
  });
  if (call === "/releases") return { json: pageOf(shown, query).map(render) };
  const one =
    call === "/releases/latest"
      ? releases.find((release) => !(release.isDraft ?? false) && !(release.isPreRelease ?? false))
      : shown.find((release) => call === `/releases/tags/${release.tag}`);
  if (one !== undefined) return { json: render(one) };
  const [, kind = "", ref = ""] = /^\/(commits|tarball)\/(.+)$/.exec(call) ?? [];
  const source = sources[ref] ?? Object.values(sources).find(({ commit }) => commit === ref);
  if (kind === "" || source === undefined) return undefined;
  return kind === "commits" ? { json: { sha: source.commit } } : source.archive;
}

interface Position {
  readonly release: ServedRelease;
  readonly index: number;
  readonly name: string;
}

function assetsOf({ hasDigests = false }: GithubOptions, { release, index, name }: Position) {
  return Object.entries(release.assets ?? {}).map(([file, blob], at) => {
    const sha256 = new Bun.CryptoHasher("sha256").update(blob).digest("hex");
    const url = `https://${name}/o/r/releases/download/${release.tag}/${file}`;
    const id = index * 100 + at + 1;
    const digest = hasDigests ? { digest: `sha256:${sha256}` } : {};
    return { id, blob, asset: { id, name: file, state: "uploaded", browser_download_url: url, ...digest } };
  });
}

function pageOf<T>(all: readonly T[], query: string): readonly T[] {
  const values = new URLSearchParams(query);
  const [size, page] = [Number(values.get("per_page") ?? 30), Number(values.get("page") ?? 1)];
  return all.slice(size * (page - 1), size * page);
}

async function listen(identity: Identity, serve: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer({ ...identity }, serve);
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
