import type { Host } from "../../host/host.ts";
import type { Origin } from "../../manage/receipt/receipt.ts";
import { setSourceOf } from "./print-set.ts";

/** The command that installs a plugin anew from where it came, without passwords; undefined if luff cannot install it from there again. */
export function installLine(host: Host, origin: Origin): string | undefined {
  const source = origin.kind === "bundle" ? undefined : setSourceOf(host, origin);
  if (source?.url === undefined) return undefined;
  const flags = [
    ...(source.version === undefined ? [] : ["--version", quoted(host.os, source.version)]),
    ...(source.asset === undefined ? [] : ["--asset", quoted(host.os, source.asset)]),
  ];
  return ["luff plugin install --force", quoted(host.os, source.url), ...flags].join(" ");
}

/** A word as a shell takes it; on Windows as cmd.exe and PowerShell do. */
function quoted(os: Host["os"], word: string): string {
  if (/^[\w./:@%+,-]*$/.test(word) && !(os === "windows" && word.includes("%"))) return word;
  return os === "windows" ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}
