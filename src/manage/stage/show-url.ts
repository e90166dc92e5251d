import { parseAddress, showAddress } from "../../http/address.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";

/** A source as the user wrote it, without what may be a secret in it: user, password, and the query of a web address. */
export function showUrl(source: string): string {
  const address = parseAddress(source);
  if (address !== undefined) return showAddress(address);
  return withoutPassword(source).replace(/^(https?:[^?]*\?).+$/is, "$1…");
}
