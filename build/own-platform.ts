import { existsSync } from "node:fs";
import type { Target } from "./targets.ts";

/** What decides which executables a machine starts by itself. */
export interface Machine {
  /** Node's words. */
  readonly platform: string;
  readonly arch: string;
  /** Whether the C library is musl. */
  readonly musl: boolean;
}

const OS: Readonly<Record<string, string>> = { win32: "windows" };
const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = {
  x64: ["amd64", "386"],
  arm64: ["arm64"],
};

/** Whether the machine, by default this one, is of the kind that the target's executable is made for. */
export function runsHere(target: Target, machine = thisMachine()): boolean {
  if (target.os !== (OS[machine.platform] ?? machine.platform)) return false;
  if (!(ARCHITECTURES[machine.arch] ?? []).includes(target.arch)) return false;
  // The compact executables need no C library.
  return target.os !== "linux" || target.host === "quickjs" || (target.variant === "musl") === machine.musl;
}

function thisMachine(): Machine {
  const { platform, arch } = process;
  const loader = `/lib/ld-musl-${arch === "arm64" ? "aarch64" : "x86_64"}.so.1`;
  return { platform, arch, musl: platform === "linux" && existsSync("/etc/alpine-release") && existsSync(loader) };
}
