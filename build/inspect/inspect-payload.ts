import { expectHolds, expectNone, type Finding } from "./finding.ts";

/** What must be in an executable. */
export interface ExpectedContent {
  /** The compiled Lua. */
  readonly lua: Buffer;
  /** Words that the build has put into the sources: version, target and the like. */
  readonly stamps: readonly string[];
}

const TRAILER = "\n---- Bun! ----\n";

/**
 * Looks at the section that Bun added, by its length in 64 bits and then its content: whether it is whole, and whether luff is in it.
 * All targets of Bun get the same content, so whether it runs is tested where it can be run.
 */
export function inspectPayload(section: Buffer, { lua, stamps }: ExpectedContent): Finding[] {
  const missing = stamps.filter((word) => !section.includes(JSON.stringify(word)));
  return [
    expectHolds("the payload is whole", isWhole(section)),
    expectNone(
      "stamps of the build",
      stamps.join(" "),
      missing.map((word) => `${word} is in no source`),
    ),
    expectHolds("Lua is in the payload", section.includes(lua)),
  ];
}

function isWhole(section: Buffer): boolean {
  const length = section.length < 8 ? -1 : Number(section.readBigUInt64LE(0));
  return length === section.length - 8 && section.toString("latin1", section.length - TRAILER.length) === TRAILER;
}
