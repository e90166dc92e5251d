import type { Host } from "../host/host.ts";
import { HostError } from "../host/host-error.ts";
import { HttpFault } from "../host/http-fault.ts";
import { statOf } from "../host/stat-of.ts";
import { certificateFault, NO_CERTIFICATE } from "./certificate-fault.ts";

/** The variables by which Bun and curl find certificates. */
const VARIABLES = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"];
/** More than all authorities of the world need. */
const MOST_BYTES = 64 * 2 ** 20;
const NOT_READABLE = "is not a regular file of at most 64 MiB";

/**
 * Throws HttpFault if a file of certificates that a variable names has no end that can be reached: Bun and curl would read a pipe or a
 * device for ever. So it does if SSL_CERT_FILE names one with a damaged certificate. `caFile` is the caller's own: throws HostError if it cannot be read, or has no certificate or a damaged one ("damaged"). Otherwise the
 * fault would look like the server's.
 */
export function requireAuthorities(
  host: Pick<Host, "files" | "environment">,
  { url, caFile }: { readonly url: string; readonly caFile: string | undefined },
): void {
  if (!url.startsWith("https:")) return;
  for (const name of VARIABLES) {
    const path = host.environment.get(name) ?? "";
    if (path !== "" && !isReadable(host, path)) throw new HttpFault("no-authorities", `${name} ${NOT_READABLE}`);
  }
  requireNamedCertificates(host);
  if (caFile !== undefined) requireCertificate(host, caFile);
}

function requireCertificate(host: Pick<Host, "files">, path: string): void {
  if (!isReadable(host, path)) throw new HostError("damaged", path, `it ${NOT_READABLE}`);
  const fault = certificateFault(host.files.read(path));
  if (fault !== undefined) throw new HostError("damaged", path, `it ${fault}`);
}

/** A file of SSL_CERT_FILE that is missing or has no certificate adds none, but of a damaged one Bun and curl say that the server is at fault. */
function requireNamedCertificates(host: Pick<Host, "files" | "environment">): void {
  const path = host.environment.get("SSL_CERT_FILE") ?? "";
  const content = path === "" ? undefined : contentOf(host, path);
  const fault = content && certificateFault(content);
  if (fault === undefined || fault === NO_CERTIFICATE) return;
  throw new HttpFault("no-authorities", `SSL_CERT_FILE is ${path}, which ${fault}`);
}

function contentOf({ files }: Pick<Host, "files">, path: string): Uint8Array | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return undefined;
  }
}

/** Whether a file has an end. One that does not exist has. */
function isReadable(host: Pick<Host, "files">, path: string): boolean {
  const stat = statOf(host, path);
  return stat?.kind !== "other" && (stat?.size ?? 0) <= MOST_BYTES;
}
