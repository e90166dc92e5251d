import { requireToolchain } from "../compact/toolchains.ts";
import { packagePrograms } from "../packaging/packagers.ts";
import type { Target } from "../targets.ts";

/**
 * The programs that a full release of these targets needs and this machine lacks: compilers of compact executables, and
 * those that make packages. `find` returns a program's path, null if there is none.
 */
export function missingPrograms(
  targets: readonly Target[],
  find: (program: string) => string | null = Bun.which,
): string[] {
  const compilers = targets.flatMap((target) => (target.host === "bun" ? [] : [requireToolchain(target).compiler]));
  return [...new Set([...targets.flatMap(packagePrograms), ...compilers])].filter((program) => find(program) === null);
}
