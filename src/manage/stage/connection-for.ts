import { originOf, parseAddress } from "../../http/address.ts";
import type { Source } from "../../source/source.ts";
import type { ConnectionWishes } from "./connection.ts";
import type { Staging } from "./staging.ts";

/** What a source of several has a use for: luff's own downloads for all, git for the authorities to trust and the time, others for nothing. */
export function connectionFor(source: Source, wishes: ConnectionWishes | undefined): Pick<Staging, "connection"> {
  if (wishes !== undefined && source.kind === "http") return { connection: wishes };
  if (wishes !== undefined && (source.kind === "github" || source.kind === "git")) {
    const { credentials: _, ...others } = wishes;
    return { connection: others };
  }
  return {};
}

/** The servers that would get a user's password for some sources, each once, such as "https://example.com". */
export function serversOf(sources: readonly Source[]): readonly string[] {
  const addresses = sources.flatMap((source) => (source.kind === "http" ? (parseAddress(source.url) ?? []) : []));
  return [...new Set(addresses.map(originOf))];
}
