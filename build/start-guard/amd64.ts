import { AT_FLAGS, KNOWN, RLIMIT_NOFILE, SIGNALS } from "./kept-state.ts";
import { LACKING, PATH_MAX, PROC_FILE, STATUS, type Requirement } from "./requirement.ts";

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
  folder: [
    ...[0x48, 0x8d, 0xbc, 0x24, ...int32(-2 * PATH_MAX)], // lea rdi, [rsp - 2 * PATH_MAX]
    ...[0xbe, ...int32(PATH_MAX)], // mov esi, PATH_MAX
    ...[0xb8, ...int32(79)], // mov eax, getcwd
    ...[0x0f, 0x05], // syscall
    ...[0x83, 0xf8, 0xdc], // cmp eax, -ENAMETOOLONG
    ...[0x0f, 0x85], // jne
  ],
};

/**
 * Code for the address `at` that keeps this process's first state and continues at `next` with everything that the
 * loader passed, or prints what is missing and exits. `next` must be less than 2 GiB away.
 */
export function amd64Guard(requirements: readonly Requirement[], at: number, next: number): Buffer {
  const body = [
    ...[0x49, 0x89, 0xd0], // mov r8, rdx: the only register with a meaning at a program's entry, besides the stack's
    ...requirements.flatMap((requirement) => {
      const complaint = complain(LACKING[requirement]);
      return [...QUESTIONS[requirement], ...int32(complaint.length), ...complaint];
    }),
    ...keepState(),
    ...[0x4c, 0x89, 0xc2], // mov rdx, r8
  ];
  return Buffer.from([...body, 0xe9, ...int32(next - (at + body.length + 5))]); // jmp next
}

/** Asks for the state with system calls, and writes it into the auxiliary vector. Below the stack's end is free memory. */
function keepState(): number[] {
  const keep = [
    ...[0x4c, 0x8b, 0x4c, 0x24, 0xf0], // mov r9, [rsp - 16]
    ...[0x49, 0xc1, 0xe1, 0x04], // shl r9, 4
    ...[0x49, 0xc1, 0xe9, 0x04], // shr r9, 4
    ...setBit(KNOWN),
    ...SIGNALS.flatMap(({ number, bit }) => keepSignal(number, bit)),
    ...INTO_AUXILIARY_VECTOR,
  ];
  return [
    ...[0x31, 0xff], // xor edi, edi: this process
    ...[0xbe, ...int32(RLIMIT_NOFILE)], // mov esi, RLIMIT_NOFILE
    ...[0x31, 0xd2], // xor edx, edx: no new limit
    ...[0x4c, 0x8d, 0x54, 0x24, 0xf0], // lea r10, [rsp - 16]
    ...[0xb8, ...int32(302)], // mov eax, prlimit64
    ...[0x0f, 0x05], // syscall
    ...[0x85, 0xc0], // test eax, eax
    ...[0x0f, 0x85, ...int32(keep.length)], // jnz to the end
    ...keep,
  ];
}

function keepSignal(number: number, bit: number): number[] {
  const set = setBit(bit);
  return [
    ...[0xbf, ...int32(number)], // mov edi, number
    ...[0x31, 0xf6], // xor esi, esi: no new action
    ...[0x48, 0x8d, 0x54, 0x24, 0xc0], // lea rdx, [rsp - 64]
    ...[0x41, 0xba, ...int32(8)], // mov r10d, the size of a set of signals
    ...[0xb8, ...int32(13)], // mov eax, rt_sigaction
    ...[0x0f, 0x05], // syscall
    ...[0x48, 0x83, 0x7c, 0x24, 0xc0, 0x01], // cmp qword [rsp - 64], SIG_IGN
    ...[0x75, set.length], // jne over
    ...set,
  ];
}

/** bts r9, bit */
function setBit(bit: number): number[] {
  return [0x49, 0x0f, 0xba, 0xe9, bit];
}

/** The vector follows the environment, which follows the arguments. */
const INTO_AUXILIARY_VECTOR = [
  ...[0x48, 0x8b, 0x04, 0x24], // mov rax, [rsp]: the number of arguments
  ...[0x48, 0x8d, 0x7c, 0xc4, 0x10], // lea rdi, [rsp + rax * 8 + 16]
  ...[0x48, 0x8b, 0x07], // variable: mov rax, [rdi]
  ...[0x48, 0x83, 0xc7, 0x08], // add rdi, 8
  ...[0x48, 0x85, 0xc0], // test rax, rax
  ...[0x75, 0xf4], // jnz variable
  ...[0x48, 0x8b, 0x07], // entry: mov rax, [rdi]
  ...[0x48, 0x83, 0xc7, 0x10], // add rdi, 16
  ...[0x48, 0x85, 0xc0], // test rax, rax
  ...[0x74, 0x0a], // jz to the end
  ...[0x48, 0x83, 0xf8, AT_FLAGS], // cmp rax, AT_FLAGS
  ...[0x75, 0xee], // jne entry
  ...[0x4c, 0x89, 0x4f, 0xf8], // mov [rdi - 8], r9
];

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
