import { dlopen } from "bun:ffi";
import { readFileSync } from "node:fs";

const PTRACE = { detach: 17, getRegisters: 12, setRegisters: 13, seize: 0x4206, interrupt: 0x4207 } as const;
/** waitpid for a thread of another process. */
const EVERY_CHILD = 0x40000000;
/** Offsets in struct user_regs_struct of x86-64: the result, the instruction and the number of the call. */
const REGISTERS = { size: 216, rax: 80, number: 120, rip: 128 } as const;
/** The length of the instruction that makes a call. */
const CALL = 2n;
const PAUSE = 10;

/** Whether `signalBeforeCall` works here: it stops another process of Linux on x86-64, as a debugger does. */
export const canSignalBeforeCall = process.platform === "linux" && process.arch === "x64";

/**
 * Waits until a process blocks in one of these system calls (numbers, as /proc/PID/syscall begins with them, and perhaps
 * a first argument), and gives it the signal as if it had come just before the call: its handler runs, and then the call
 * begins.
 */
export async function signalBeforeCall(pid: number, calls: readonly string[], signal: number): Promise<void> {
  while (!calls.some((call) => blockedIn(pid).startsWith(`${call} `))) await Bun.sleep(PAUSE);
  const { symbols: libc } = dlopen("libc.so.6", {
    ptrace: { args: ["u64", "i32", "ptr", "ptr"], returns: "i64" },
    waitpid: { args: ["i32", "ptr", "i32"], returns: "i32" },
    kill: { args: ["i32", "i32"], returns: "i32" },
  });
  const ask = (request: number, data: Uint8Array | null = null): void => {
    if (Number(libc.ptrace(request, pid, null, data)) !== 0) throw new Error(`ptrace ${request} failed`);
  };
  const registers = new DataView(new ArrayBuffer(REGISTERS.size));
  const bytes = new Uint8Array(registers.buffer);
  ask(PTRACE.seize);
  ask(PTRACE.interrupt);
  libc.waitpid(pid, new Int32Array(1), EVERY_CHILD);
  ask(PTRACE.getRegisters, bytes);
  registers.setBigUint64(REGISTERS.rip, registers.getBigUint64(REGISTERS.rip, true) - CALL, true);
  registers.setBigUint64(REGISTERS.rax, registers.getBigUint64(REGISTERS.number, true), true);
  // Otherwise the system would return from the call, because a signal has come.
  registers.setBigInt64(REGISTERS.number, -1n, true);
  ask(PTRACE.setRegisters, bytes);
  libc.kill(pid, signal);
  ask(PTRACE.detach);
}

/** The call in which the process blocks, with its arguments; "running" if it does not. */
function blockedIn(pid: number): string {
  return readFileSync(`/proc/${pid}/syscall`, "latin1");
}
