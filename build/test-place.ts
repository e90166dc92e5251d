import { canMount, isRoot } from "../tests/helpers/namespaces.ts";
import { hasProgram, thisInstallable } from "./test-programs.ts";
import { thisMachine } from "./own-platform.ts";

/** How much a run tests: the source alone, what continuous integration tests, or everything. */
export type Level = "source" | "check" | "long";

/** What decides which tests a run may leave out. */
export interface TestPlace {
  /** Node's words. */
  readonly platform: string;
  readonly arch: string;
  /** Whether the kernel starts 32-bit programs of Intel. */
  readonly ia32: boolean;
  readonly debianAmd64: boolean;
  readonly root: boolean;
  /** Whether a program can have mounts of its own. */
  readonly mounts: boolean;
  readonly level: Level;
  /** Whether there is the program of this name, or the file of this absolute path. */
  readonly has: (program: string) => boolean;
}

/** This machine as a place to run tests. */
export function thisPlace(level: Level): TestPlace {
  const { platform, arch, ia32 } = thisMachine();
  const { debianAmd64 } = thisInstallable();
  return { platform, arch, ia32, debianAmd64, root: isRoot, mounts: canMount(), level, has: hasProgram };
}
