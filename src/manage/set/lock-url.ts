import type { Host } from "../../host/host.ts";
import { parseAddress } from "../../http/address.ts";
import { queryMark } from "../receipt/query-mark.ts";
import { showUrl } from "../stage/show-url.ts";

/** A source as a lock file has it. */
interface LockUrl {
  /** Without a user and a password; a query, which may be secret, is "?…". */
  readonly url: string;
  /** By what a changed query is recognised, as `queryMark` makes it; absent without a query. */
  readonly queryMark?: string;
}

/** A source without what may be a secret in it: lock files are made to be committed. One without such a part stays as it is. */
export function lockUrl(host: Pick<Host, "digests">, source: string): LockUrl {
  const [, marker = "", url = source] = /^(git\+)(https?:.*)$/is.exec(source) ?? [];
  const address = parseAddress(url);
  if (address !== undefined && address.credentials === undefined && address.query === "") return { url: source };
  const mark = address && queryMark(host, address);
  return { url: marker + showUrl(url), ...(mark !== undefined && { queryMark: mark }) };
}
