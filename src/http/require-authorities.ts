import type { Host } from "../host/host.ts";
import { HostError } from "../host/host-error.ts";
import { HttpFault } from "../host/http-fault.ts";
import { statOf } from "../host/stat-of.ts";
import { hasCertificate } from "./has-certificate.ts";

/** The variables by which Bun and curl find certificates. */
const VARIABLES = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"];
/** More than all authorities of the world need. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Throws HttpFault if a file of certificates that a variable names has no end that can be reached: Bun and curl would read a pipe or a
 * device for ever. `caFile` is the caller's own: throws HostError if it cannot be read, or has no certificate ("damaged"). Otherwise the
 * fault would look like the server's.
 */
export function requireAuthorities(
  host: Pick<Host, "files" | "environment">,
  { url, caFile }: { readonly url: string; readonly caFile: string | undefined },
): void {
  if (!url.startsWith("https:")) return;
  for (const name of VARIABLES) {
    const path = host.environment.get(name) ?? "";
    if (path !== "" && !isReadable(host, path)) throw new HttpFault("no-authorities", name);
  }
  if (caFile !== undefined) requireCertificate(host, caFile);
}

function requireCertificate(host: Pick<Host, "files">, path: string): void {
  if (!isReadable(host, path)) throw new HostError("damaged", path, "it is not a regular file of at most 64 MiB");
  if (hasCertificate(host.files.read(path))) return;
  throw new HostError("damaged", path, "it has no certificate in the form PEM");
}

/** Whether a file has an end. One that does not exist has. */
function isReadable(host: Pick<Host, "files">, path: string): boolean {
  const stat = statOf(host, path);
  return stat?.kind !== "other" && (stat?.size ?? 0) <= MOST_BYTES;
}
