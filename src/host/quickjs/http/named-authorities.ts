import { os, variable } from "qjs:host";
import { files } from "../files.ts";
import { toText } from "../text.ts";
import type { NamedAuthorities } from "./curl-settings.ts";

/**
 * What SSL_CERT_FILE names, and beside it SSL_CERT_DIR: curl itself ignores the first if the second or CURL_CA_BUNDLE is set. Undefined
 * if the file cannot be used, and on Windows, where curl asks the system.
 */
export function namedAuthorities(): NamedAuthorities | undefined {
  const file = valueOf("SSL_CERT_FILE");
  if (os === "windows" || file === "" || files.stat(file)?.kind !== "file") return undefined;
  const folder = valueOf("SSL_CERT_DIR");
  return { file, folder: folder === "" ? undefined : folder };
}

function valueOf(name: string): string {
  const value = variable(name);
  return value === undefined ? "" : toText(value);
}
