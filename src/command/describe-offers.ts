import type { CommandSet } from "../manifest/plugin.ts";

/** The platforms that a command set names, each once, in order, in the manifest's own words. */
export function describeOffers(set: CommandSet): readonly string[] {
  const offers = set.platformCommand.map(({ os, arch }) => {
    if (os === "") return arch === "" ? "any platform" : `${arch} (never chosen: it names no os)`;
    return arch === "" ? os : `${os}/${arch}`;
  });
  if (set.command !== "") offers.push("any platform");
  return [...new Set(offers)];
}
