import { nodeFs } from "../node-fs.ts";

/** How each certificate in a file begins. */
const CERTIFICATE = "-----BEGIN CERTIFICATE-----";

/**
 * The certificates that are trusted: those of the file, or of the system. Bun's own list is not the system's, to which a company may
 * have added its own. Throws the error of node:fs for a file that cannot be read, and an Error for one without certificates.
 */
export function authorities(caFile: string | undefined): readonly string[] {
  if (caFile !== undefined) {
    const text = nodeFs().readFileSync(caFile, "utf8");
    if (!text.includes(CERTIFICATE)) throw new Error(`${caFile} has no certificate`);
    return [text];
  }
  const { getCACertificates } = require("node:tls") as typeof import("node:tls");
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system"), ...namedAuthorities()])];
}

/** Those in SSL_CERT_FILE, which Bun reads on POSIX alone. A file that cannot be used adds none, as for OpenSSL. */
function namedAuthorities(): readonly string[] {
  const named = process.env["SSL_CERT_FILE"] ?? "";
  if (named === "") return [];
  try {
    const text = nodeFs().readFileSync(named, "utf8");
    return text.includes(CERTIFICATE) ? [text] : [];
  } catch {
    return [];
  }
}
