import { AT_FLAGS, KNOWN, RLIMIT_NOFILE, SIGNALS } from "./kept-state.ts";
import { LACKING, PATH_MAX, PROC_FILE, STATUS, type Requirement } from "./requirement.ts";

/** System calls of the generic table. */
const [GETCWD, FACCESSAT, WRITE, EXIT_GROUP, RT_SIGACTION, PRLIMIT64] = [17, 48, 64, 94, 134, 261];
const [CURRENT_FOLDER, READABLE, ENOENT, ENAMETOOLONG] = [-100, 4, 2, 36];

/**
 * Code for the address `at` that keeps this process's first state and continues at `next` with everything that the
 * loader passed, or prints what is missing and exits. `next` must be less than 128 MiB away. Throws for a requirement that every such machine meets.
 */
export function arm64Guard(requirements: readonly Requirement[], at: number, next: number): Buffer {
  const body = [
    0xd503_24df, // bti jc: where indirect jumps are guarded, the entry is the aim of one
    copy(9, 0), // the only register with a meaning at a program's entry, besides the stack's
    ...requirements.flatMap((requirement) => {
      if (requirement === "x86-64-v2") throw new Error(`${requirement} says nothing on arm64`);
      const complaint = complain(LACKING[requirement]);
      return requirement === "proc" ? askForFile(PROC_FILE, complaint) : askForFolder(complaint);
    }),
    ...keepState(),
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
    ...complainAbout(ENOENT, complaint),
  ];
}

/** Asks for the working directory's path, and runs the error's code if it is too long. */
function askForFolder(complaint: readonly number[]): number[] {
  return [
    0xd140_0be0, // sub x0, sp, #8192
    load(1, PATH_MAX),
    load(8, GETCWD),
    SYSTEM_CALL,
    ...complainAbout(ENAMETOOLONG, complaint),
  ];
}

/** Runs the error's code if the system call ended with this error. */
function complainAbout(error: number, complaint: readonly number[]): number[] {
  return [
    0xb100_001f | (error << 10), // cmn x0, error
    0x5400_0001 | ((complaint.length + 1) << 5), // b.ne over the complaint
    ...complaint,
  ];
}

const SYSTEM_CALL = 0xd400_0001;

/** Asks for the state with system calls, and writes it into the auxiliary vector. Below the stack's end is free memory. */
function keepState(): number[] {
  const keep = [
    0xf85f_03ea, // ldur x10, [sp, #-16]
    0x9240_ed4a, // and x10, x10, #0x0fffffffffffffff
    setBit(KNOWN),
    ...SIGNALS.flatMap(({ number, bit }) => keepSignal(number, bit)),
    ...INTO_AUXILIARY_VECTOR,
  ];
  return [
    load(0, 0), // this process
    load(1, RLIMIT_NOFILE),
    load(2, 0), // no new limit
    0xd100_43e3, // sub x3, sp, #16
    load(8, PRLIMIT64),
    SYSTEM_CALL,
    0xb500_0000 | ((keep.length + 1) << 5), // cbnz x0, to the end
    ...keep,
  ];
}

function keepSignal(number: number, bit: number): number[] {
  return [
    load(0, number),
    load(1, 0), // no new action
    0xd101_03e2, // sub x2, sp, #64
    load(3, 8), // the size of a set of signals
    load(8, RT_SIGACTION),
    SYSTEM_CALL,
    0xf85c_03eb, // ldur x11, [sp, #-64]
    0xf100_057f, // cmp x11, SIG_IGN
    0x5400_0041, // b.ne over
    setBit(bit),
  ];
}

/** orr x10, x10, a mask of one bit */
function setBit(bit: number): number {
  return 0xb240_014a | ((64 - bit) << 16);
}

/** The vector follows the environment, which follows the arguments. */
const INTO_AUXILIARY_VECTOR = [
  0xf940_03eb, // ldr x11, [sp]: the number of arguments
  0x8b2b_6feb, // add x11, sp, x11, lsl #3
  0x9100_416b, // add x11, x11, #16
  0xf840_856c, // variable: ldr x12, [x11], #8
  0xb5ff_ffec, // cbnz x12, variable
  0xa8c1_356c, // entry: ldp x12, x13, [x11], #16
  0xb400_008c, // cbz x12, to the end
  0xf100_019f | (AT_FLAGS << 10), // cmp x12, AT_FLAGS
  0x54ff_ffa1, // b.ne entry
  0xf81f_816a, // stur x10, [x11, #-8]
];

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
