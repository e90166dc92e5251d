import { join } from "node:path";
import { AS_NOBODY, canMount, isRoot, starts } from "../tests/helpers/namespaces.ts";
import { ROOT } from "./root.ts";
import { hasProgram, thisInstallable } from "./test-programs.ts";
import { thisMachine } from "./own-platform.ts";

/** How much a run tests: only the source, what continuous integration tests, or everything. */
export type Level = "source" | "check" | "long";

/** The facts that determine which tests a run may skip. */
export interface TestPlace {
  /** Node's names. */
  readonly platform: string;
  readonly arch: string;
  /** Whether the kernel starts 32-bit Intel programs. */
  readonly ia32: boolean;
  readonly debianAmd64: boolean;
  readonly root: boolean;
  /** Whether a program can have its own mounts. */
  readonly mounts: boolean;
  /** Whether root can start a program of this checkout as a user who owns nothing. */
  readonly nobody: boolean;
  /** Whether this is continuous integration, where less may be missing. */
  readonly ci: boolean;
  readonly level: Level;
  /** Whether there is a program of this name, or a file of this absolute path. */
  readonly has: (program: string) => boolean;
}

/** This machine as a place to run tests. */
export function thisPlace(level: Level): TestPlace {
  const { platform, arch, ia32 } = thisMachine();
  const { debianAmd64 } = thisInstallable();
  return {
    platform,
    arch,
    ia32,
    debianAmd64,
    root: isRoot,
    mounts: canMount(),
    nobody: isRoot && starts([...AS_NOBODY, process.execPath, join(ROOT, "build/root.ts")]),
    ci: inContinuousIntegration(),
    level,
    has: hasProgram,
  };
}

/** Whether the variable CI says that this is continuous integration. */
export function inContinuousIntegration(): boolean {
  return !["", "0", "false"].includes(process.env["CI"] ?? "");
}
