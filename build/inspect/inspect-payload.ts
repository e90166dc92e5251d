import { expectHolds, expectNone, type Finding } from "./finding.ts";

/** What must be in an executable. */
export interface ExpectedContent {
  /** The modules of Lua and of its C libraries. */
  readonly modules: readonly Buffer[];
  /** Words that the build put into the sources: version, target and so on. */
  readonly stamps: readonly string[];
}

const TRAILER = "\n---- Bun! ----\n";

/**
 * Inspects the section that Bun added, a 64-bit length and then the content: whether it is complete, and whether luff
 * is in it. All Bun targets have the same content, so it is tested where it can run.
 */
export function inspectPayload(section: Buffer, { modules, stamps }: ExpectedContent): Finding[] {
  const missing = stamps.filter((word) => !section.includes(JSON.stringify(word)));
  return [
    expectHolds("the payload is whole", isWhole(section)),
    expectNone(
      "stamps of the build",
      stamps.join(" "),
      missing.map((word) => `${word} is not in the sources`),
    ),
    expectHolds(
      "Lua and its C libraries are in the payload",
      modules.every((each) => section.includes(each)),
    ),
  ];
}

function isWhole(section: Buffer): boolean {
  const length = section.length < 8 ? -1 : Number(section.readBigUInt64LE(0));
  return length === section.length - 8 && section.toString("latin1", section.length - TRAILER.length) === TRAILER;
}
