import { existsSync, readFileSync } from "node:fs";

/** The files in which apt lists the archives for this machine's packages. */
const APT_SOURCES = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];

/** Debian's archive as it was on one day; it keeps every version of every package. */
const SNAPSHOT = "https://snapshot.debian.org/archive/debian/20250815T000000Z";

/**
 * Addresses of a file in Debian's archive, such as `pool/main/w/wabt/wabt_1.0.32-1_amd64.deb`: at this machine's
 * mirrors, then at the archive of old versions. `aptSources` are texts in either of apt's formats, by default the
 * machine's.
 */
export function debianAddresses(path: string, aptSources: readonly string[] = readAptSources()): string[] {
  const archives = new Set([...aptSources.flatMap(mirrorsIn), SNAPSHOT]);
  return [...archives].map((archive) => `${archive}/${path}`);
}

/** Only mirrors over HTTP. apt supports other forms, such as a list of mirrors in a file, which are ignored. */
function mirrorsIn(text: string): string[] {
  const found = text.matchAll(/^(?:URIs:|deb(?:-src)?(?: +\[[^\]]*\])?) +(https?:\/\/\S+)/gm);
  return [...found].map(([, address = ""]) => address.replace(/\/+$/, ""));
}

function readAptSources(): string[] {
  return APT_SOURCES.filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8"));
}
