import type { ByteReader } from "./byte-reader.ts";
import { checkReference, checkValue, checkValues, unknownFeature, type Feature } from "./core-types.ts";

/** What follows an opcode. */
const NUMBER = 1;
const TWO_NUMBERS = 2;
const PLACE = 3;
const BYTES_4 = 4;
const BYTES_8 = 5;
const BLOCK = 6;
const LABELS = 7;
const TYPES = 8;
const REFERENCE = 9;
const MORE = 10;
const VECTOR = 11;

const OPERANDS = new Uint8Array(256);
const FORBIDDEN = new Map<number, Feature>();

function say(first: number, last: number, operands: number): void {
  OPERANDS.fill(operands, first, last + 1);
}

function forbid(feature: Feature, ...opcodes: readonly number[]): void {
  for (const opcode of opcodes) FORBIDDEN.set(opcode, feature);
}

say(0x02, 0x04, BLOCK);
say(0x0c, 0x0d, NUMBER);
say(0x0e, 0x0e, LABELS);
say(0x10, 0x10, NUMBER);
say(0x11, 0x11, TWO_NUMBERS);
say(0x1c, 0x1c, TYPES);
say(0x20, 0x26, NUMBER);
say(0x28, 0x3e, PLACE);
say(0x3f, 0x42, NUMBER);
say(0x43, 0x43, BYTES_4);
say(0x44, 0x44, BYTES_8);
say(0xd0, 0xd0, REFERENCE);
say(0xd2, 0xd2, NUMBER);
say(0xfc, 0xfc, MORE);
say(0xfd, 0xfd, VECTOR);
forbid("exceptions", 0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f);
forbid("tailCalls", 0x12, 0x13, 0x15);
forbid("functionReferences", 0x14, 0xd4, 0xd5, 0xd6);
forbid("collection", 0xd3, 0xfb);
forbid("threads", 0xfe);

/** How many numbers follow the second opcode after 0xfc: conversions, then instructions for memories and tables. */
const MORE_NUMBERS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];
const NO_BLOCK_TYPE = 0x40;
/** A place in memory has its alignment first, as a power of 2. This bit says that the number of a memory follows. */
const NAMES_MEMORY = 0x40;

/**
 * Reads the code of a module's functions. Throws ModuleFault for an instruction that is not of WebAssembly 2.0, and Unreadable. What has no meaning
 * at all is for the engine to find.
 */
export function checkCode(reader: ByteReader): void {
  for (let left = reader.number(); left > 0; left--) {
    const body = reader.part(reader.number());
    for (let groups = body.number(); groups > 0; groups--) {
      body.number();
      checkValue(body.byte());
    }
    while (!body.isAtEnd) skipInstruction(body);
  }
  reader.finish();
}

function skipInstruction(body: ByteReader): void {
  const opcode = body.byte();
  const operands = OPERANDS[opcode] ?? 0;
  if (operands === NUMBER) body.skipNumber();
  else if (operands !== 0) SKIP[operands]?.(body);
  else {
    const feature = FORBIDDEN.get(opcode);
    if (feature !== undefined) throw unknownFeature(feature);
  }
}

const SKIP: Readonly<Record<number, (body: ByteReader) => void>> = {
  [TWO_NUMBERS]: (body) => skipNumbers(body, 2),
  [PLACE]: skipPlace,
  [BYTES_4]: (body) => body.skip(4),
  [BYTES_8]: (body) => body.skip(8),
  [BLOCK]: skipBlockType,
  [LABELS]: (body) => skipNumbers(body, body.number() + 1),
  [TYPES]: checkValues,
  [REFERENCE]: (body) => checkReference(body.byte()),
  [MORE]: (body) => skipNumbers(body, MORE_NUMBERS[body.number()] ?? 0),
  [VECTOR]: skipVector,
};

function skipNumbers(body: ByteReader, count: number): void {
  for (let left = count; left > 0; left--) body.skipNumber();
}

function skipPlace(body: ByteReader): void {
  if (body.number() >= NAMES_MEMORY) throw unknownFeature("memories");
  body.skipNumber();
}

/** None, a type of values, or the number of a type, which as a number with a sign has no such byte. */
function skipBlockType(body: ByteReader): void {
  const byte = body.byte();
  if (byte >= 0x80) body.skipNumber();
  else if (byte > NO_BLOCK_TYPE) checkValue(byte);
}

function skipVector(body: ByteReader): void {
  const opcode = body.number();
  if (opcode >= 0x100) throw unknownFeature("vectors");
  if (opcode <= 11 || (opcode >= 84 && opcode <= 93)) skipPlace(body);
  if (opcode === 12 || opcode === 13) body.skip(16);
  if ((opcode >= 21 && opcode <= 34) || (opcode >= 84 && opcode <= 91)) body.skip(1);
}
