import { LACKING, PROC_FILE, STATUS, type Requirement } from "./requirement.ts";

/** System calls of the generic table. */
const [FACCESSAT, WRITE, EXIT_GROUP] = [48, 64, 94];
const [CURRENT_FOLDER, READABLE, ENOENT] = [-100, 4, 2];

/**
 * Code for the address `at` that continues at `next` with everything that the loader passed, or prints what is missing
 * and exits. `next` must be less than 128 MiB away. Throws for a requirement that every such machine meets.
 */
export function arm64Guard(requirements: readonly Requirement[], at: number, next: number): Buffer {
  const body = [
    0xd503_24df, // bti jc: where indirect jumps are guarded, the entry is the aim of one
    copy(9, 0), // the only register with a meaning at a program's entry, besides the stack's
    ...requirements.flatMap((requirement) => {
      if (requirement !== "proc") throw new Error(`${requirement} says nothing on arm64`);
      return askForFile(PROC_FILE, complain(LACKING[requirement]));
    }),
    copy(0, 9),
  ];
  const away = (next - (at + body.length * 4)) / 4;
  return Buffer.concat([...body, 0x1400_0000 | (away & 0x03ff_ffff)].map(word)); // b next
}

/** Checks whether the file can be read, and runs the error's code if it does not exist. */
function askForFile(path: string, complaint: readonly number[]): number[] {
  const name = words(`${path}\0`);
  return [
    0x1400_0000 | (name.length + 1), // b over the path
    ...name,
    load(0, CURRENT_FOLDER),
    address(1, -(name.length + 1) * 4),
    load(2, READABLE),
    load(3, 0),
    load(8, FACCESSAT),
    SYSTEM_CALL,
    0xb100_001f | (ENOENT << 10), // cmn x0, ENOENT
    0x5400_0001 | ((complaint.length + 1) << 5), // b.ne over the complaint
    ...complaint,
  ];
}

const SYSTEM_CALL = 0xd400_0001;

/** Prints the text, which follows the code, and exits. */
function complain(message: string): number[] {
  const rest = [
    load(2, message.length),
    load(0, 2),
    load(8, WRITE),
    SYSTEM_CALL,
    load(0, STATUS),
    load(8, EXIT_GROUP),
    SYSTEM_CALL,
  ];
  return [address(1, (rest.length + 1) * 4), ...rest, ...words(message)];
}

/** movz or, for a negative value, movn. */
function load(register: number, value: number): number {
  return value < 0 ? 0x9280_0000 | (~value << 5) | register : 0xd280_0000 | (value << 5) | register;
}

/** mov between registers, which is orr with zero. */
function copy(to: number, from: number): number {
  return 0xaa00_03e0 | (from << 16) | to;
}

/** adr: the address at this distance in bytes from this instruction. */
function address(register: number, distance: number): number {
  return 0x1000_0000 | ((distance & 3) << 29) | (((distance >> 2) & 0x7_ffff) << 5) | register;
}

/** Text as words, filled up with zeros. */
function words(characters: string): number[] {
  const bytes = Buffer.alloc(Math.ceil(characters.length / 4) * 4);
  bytes.write(characters, "latin1");
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readInt32LE(index * 4));
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return bytes;
}
