import type { Host } from "../../host/host.ts";
import type { Address } from "../../http/address.ts";

/**
 * A mark of an address's query, which is not kept because it may be secret; undefined without one. Eight digits of its SHA-256 show that
 * it has changed, and are too few to find a secret by.
 */
export function queryMark({ digests }: Pick<Host, "digests">, { query }: Address): string | undefined {
  return query === "" ? undefined : digests.sha256(new TextEncoder().encode(query)).slice(0, 8);
}
