/** A whole certificate in the form PEM. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/;

/** Whether the content of a file of authorities has at least one certificate from its beginning to its end. */
export function hasCertificate(content: Uint8Array): boolean {
  return CERTIFICATE.test(new TextDecoder("latin1").decode(content));
}
