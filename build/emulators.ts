import { existsSync } from "node:fs";
import { join } from "node:path";
import { fetchCompactSources } from "./compact/fetch-sources.ts";
import { requireToolchain } from "./compact/toolchains.ts";
import { isDebian } from "./is-debian.ts";
import { compilerForLoader } from "./musl/with-own-loader.ts";
import { runsHere, thisMachine } from "./own-platform.ts";
import type { Target, TestedBy } from "./targets.ts";
import { ROOT } from "./root.ts";
import { winePath } from "./wine/wine-path.ts";

/** Where install-test-programs.sh installs Wine. */
export const WINE = join(ROOT, "node_modules/.cache/luff-wine");
const WINE_COMPILER = "x86_64-w64-mingw32-gcc";

/** How this machine starts executables that are not for it. */
export interface Emulator {
  /** The words before the executable's path; [] if the kernel starts it. */
  readonly command: readonly string[];
  /** The executable's path as the command takes it. */
  readonly pathOf: (executable: string) => string;
  /** Commands to run before the first executable, in order. */
  readonly start: readonly (readonly string[])[];
  /** Commands to run after the last one. */
  readonly stop: readonly (readonly string[])[];
  /** Whether the executable needs a musl loader that must be made first. */
  readonly ownLoader: boolean;
}

const KERNEL: Emulator = { command: [], pathOf: (executable) => executable, start: [], stop: [], ownLoader: false };

/** How a machine, by default this one, runs the target's executable. Its own kernel has priority over every emulator. */
export function reachOf(target: Target, machine = thisMachine()): TestedBy {
  if (runsHere(target, machine)) return "native";
  return target.testedBy === "native-ia32" ? "qemu-user" : target.testedBy;
}

/** What runs the target's executable here, or the reason why nothing does. */
export function emulatorOf(target: Target): Emulator | string {
  if (runsHere(target)) return KERNEL;
  if (process.platform !== "linux" || process.arch !== "x64") return "it is for another machine";
  switch (reachOf(target)) {
    case "native":
    case "native-ia32":
      return KERNEL;
    case "musl-loader":
      return withLoader(target, KERNEL);
    case "qemu-user":
      return inQemu(target);
    case "wine":
      return wine(target);
    case "inspect":
      return "nothing here can run it";
  }
}

/** Why the target's executable cannot be made here, undefined if it can. Downloads the sources that it needs once. */
export async function cannotBuild(target: Target): Promise<string | undefined> {
  if (target.host === "bun") return undefined;
  if (!isDebian()) return "compact executables are built by the compilers of Debian, on Debian";
  const { compiler } = requireToolchain(target);
  if (Bun.which(compiler) === null) return `there is no ${compiler}`;
  try {
    await fetchCompactSources();
    return undefined;
  } catch (error) {
    return `QuickJS's sources cannot be downloaded: ${String(error)}`;
  }
}

function inQemu(target: Target): Emulator | string {
  if (target.variant === "musl") return withLoader(target, qemu("aarch64"));
  if (target.arch === "arm64") return qemu("aarch64", target.host === "bun" ? ["-L", "/usr/aarch64-linux-gnu"] : []);
  return qemu(target.arch === "386" ? "i386" : target.arch);
}

function withLoader(target: Target, emulator: Emulator | string): Emulator | string {
  if (typeof emulator === "string") return emulator;
  const compiler = compilerForLoader(target.arch);
  if (Bun.which(compiler) === null) return `there is no ${compiler}, with libstdc++ for musl's loader`;
  return { ...emulator, ownLoader: true };
}

function qemu(architecture: string, flags: readonly string[] = []): Emulator | string {
  const name = `qemu-${architecture}-static`;
  const program = Bun.which(name);
  if (program === null) return `there is no ${name}`;
  const root = flags.at(-1);
  if (root !== undefined && !existsSync(root)) return `there is no ${root}, its C library`;
  return { ...KERNEL, command: [program, ...flags] };
}

function wine(target: Target): Emulator | string {
  if (target.arch === "386" && !thisMachine().ia32) return "Wine needs a kernel that runs 32-bit Intel programs for it";
  const [program, server] = [`${WINE}/wine`, `${WINE}/wineserver`];
  if (!existsSync(`${WINE}/complete`)) return "there is no Wine of build/wine/install-wine.sh";
  // A server that stays makes a start ten times as fast. The first program starts Wine's own ones, which hold its streams
  // open: it must not be one whose output is read to its end.
  const environment = `${WINE}/environment.exe`;
  const start = [
    [WINE_COMPILER, "-O2", "-s", "-o", environment, join(ROOT, "build/wine/environment.c")],
    [server, "-p"],
    [program, "cmd", "/c", "exit"],
  ];
  return { ...KERNEL, command: [program, environment], pathOf: winePath, start, stop: [[server, "-k"]] };
}
