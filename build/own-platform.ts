import { existsSync } from "node:fs";
import { kernelRunsIa32 } from "./ia32-kernel.ts";
import type { Target } from "./targets.ts";

/** The facts about a machine that determine which executables it starts without an emulator. */
export interface Machine {
  /** Node's names. */
  readonly platform: string;
  readonly arch: string;
  /** Whether the C library is musl. */
  readonly musl: boolean;
  /** Whether it starts 32-bit Intel programs. */
  readonly ia32: boolean;
}

const OS: Readonly<Record<string, string>> = { win32: "windows" };
/** Go's names for Node's. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** Whether the target's executable is for the machine, by default this one. */
export function runsHere(target: Target, machine = thisMachine()): boolean {
  if (target.os !== (OS[machine.platform] ?? machine.platform)) return false;
  if (target.arch === "386" ? !machine.ia32 : target.arch !== ARCHITECTURES[machine.arch]) return false;
  // The compact executables need no C library.
  return target.os !== "linux" || target.host === "quickjs" || (target.variant === "musl") === machine.musl;
}

let known: Machine | undefined;

/** The facts about this machine. */
export function thisMachine(): Machine {
  known ??= measureMachine();
  return known;
}

function measureMachine(): Machine {
  const { platform, arch } = process;
  const loader = `/lib/ld-musl-${arch === "arm64" ? "aarch64" : "x86_64"}.so.1`;
  const musl = platform === "linux" && existsSync("/etc/alpine-release") && existsSync(loader);
  // Windows on amd64 always does.
  const ia32 = arch === "x64" && (platform === "win32" || (platform === "linux" && kernelRunsIa32()));
  return { platform, arch, musl, ia32 };
}
