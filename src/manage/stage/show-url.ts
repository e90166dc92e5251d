import { parseAddress, showAddress } from "../../http/address.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";

/** A source as the user wrote it, without what may be a secret in it: user, password, and the query of a web address. */
export function showUrl(source: string): string {
  const address = parseAddress(source);
  return address === undefined ? withoutPassword(source) : showAddress(address);
}
