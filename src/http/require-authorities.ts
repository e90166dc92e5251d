import type { Host } from "../host/host.ts";
import { HttpFault } from "../host/http-fault.ts";
import { statOf } from "../host/stat-of.ts";

/** The variables by which Bun and curl find certificates. */
const VARIABLES = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"];
/** More than all authorities of the world need. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Throws HttpFault if a file of certificates has no end that can be reached: Bun and curl would read a pipe or a device for ever. `caFile` is the
 * caller's own.
 */
export function requireAuthorities(
  host: Pick<Host, "files" | "environment">,
  { url, caFile }: { readonly url: string; readonly caFile: string | undefined },
): void {
  if (!url.startsWith("https:")) return;
  const named = VARIABLES.map((name) => [name, host.environment.get(name) ?? ""] as const);
  for (const [name, path] of [...named, ["the caller's file", caFile ?? ""] as const]) {
    const stat = path === "" ? undefined : statOf(host, path);
    if (stat?.kind === "other" || (stat?.size ?? 0) > MOST_BYTES) throw new HttpFault("no-authorities", name);
  }
}
