import { expectHolds, expectNone, type Finding } from "./finding.ts";

/** What must be in an executable. */
export interface ExpectedContent {
  /** The compiled Lua. */
  readonly lua: Buffer;
  /** Words that the build put into the sources: version, target and so on. */
  readonly stamps: readonly string[];
}

const TRAILER = "\n---- Bun! ----\n";

/**
 * Inspects the section that Bun added, a 64-bit length and then the content: whether it is complete, and whether luff
 * is in it. All Bun targets have the same content, so it is tested where it can run.
 */
export function inspectPayload(section: Buffer, { lua, stamps }: ExpectedContent): Finding[] {
  const missing = stamps.filter((word) => !section.includes(JSON.stringify(word)));
  return [
    expectHolds("the payload is whole", isWhole(section)),
    expectNone(
      "stamps of the build",
      stamps.join(" "),
      missing.map((word) => `${word} is not in the sources`),
    ),
    expectHolds("Lua is in the payload", section.includes(lua)),
  ];
}

function isWhole(section: Buffer): boolean {
  const length = section.length < 8 ? -1 : Number(section.readBigUInt64LE(0));
  return length === section.length - 8 && section.toString("latin1", section.length - TRAILER.length) === TRAILER;
}
