import { LACKING, PROC_FILE, STATUS, type Requirement } from "./requirement.ts";

/** ECX of CPUID 1: SSE3, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT. */
const X86_64_V2 = 0x00_98_22_01;

/** The checks, as code that ends with a jump over the error. The distance of the jump must follow. */
const QUESTIONS: Readonly<Record<Requirement, readonly number[]>> = {
  "x86-64-v2": [
    ...[0xb8, ...int32(1)], // mov eax, 1
    ...[0x0f, 0xa2], // cpuid
    ...[0xf7, 0xd1], // not ecx
    ...[0xf7, 0xc1, ...int32(X86_64_V2)], // test ecx, X86_64_V2
    ...[0x0f, 0x84], // jz
  ],
  proc: [
    ...[0xeb, PROC_FILE.length + 1, ...text(`${PROC_FILE}\0`)], // jmp over the path
    ...[0x48, 0x8d, 0x3d, ...int32(-(PROC_FILE.length + 1 + 7))], // lea rdi, [rip + path]
    ...[0xbe, ...int32(4)], // mov esi, R_OK
    ...[0xb8, ...int32(21)], // mov eax, access
    ...[0x0f, 0x05], // syscall
    ...[0x83, 0xf8, 0xfe], // cmp eax, -ENOENT
    ...[0x0f, 0x85], // jne
  ],
};

/**
 * Code for the address `at` that continues at `next` with everything that the loader passed, or prints what is missing
 * and exits. `next` must be less than 2 GiB away.
 */
export function amd64Guard(requirements: readonly Requirement[], at: number, next: number): Buffer {
  const body = [
    ...[0x49, 0x89, 0xd0], // mov r8, rdx: the only register with a meaning at a program's entry, besides the stack's
    ...requirements.flatMap((requirement) => {
      const complaint = complain(LACKING[requirement]);
      return [...QUESTIONS[requirement], ...int32(complaint.length), ...complaint];
    }),
    ...[0x4c, 0x89, 0xc2], // mov rdx, r8
  ];
  return Buffer.from([...body, 0xe9, ...int32(next - (at + body.length + 5))]); // jmp next
}

/** Prints the text, which follows the code, and exits. */
function complain(message: string): number[] {
  const rest = [
    ...[0xba, ...int32(message.length)], // mov edx, length
    ...[0xbf, ...int32(2)], // mov edi, stderr
    ...[0xb8, ...int32(1)], // mov eax, write
    ...[0x0f, 0x05], // syscall
    ...[0xbf, ...int32(STATUS)], // mov edi, STATUS
    ...[0xb8, ...int32(231)], // mov eax, exit_group
    ...[0x0f, 0x05], // syscall
  ];
  return [0x48, 0x8d, 0x35, ...int32(rest.length), ...rest, ...text(message)]; // lea rsi, [rip + message]
}

function text(characters: string): number[] {
  return [...Buffer.from(characters, "latin1")];
}

function int32(value: number): number[] {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return [...bytes];
}
