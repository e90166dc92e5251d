import { withoutPassword } from "./parse-git-url.ts";

/** Up to the next blank: a password may have quotes in it. */
const ADDRESS = /[a-z][a-z0-9+.-]{0,20}:\/\/\S+/gi;

/** A text whose addresses have no passwords. */
export function hidePasswords(text: string): string {
  return text.replaceAll(ADDRESS, withoutPassword);
}
