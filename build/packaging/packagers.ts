import type { PublishedFile } from "../release/published-target.ts";
import type { Target } from "../targets.ts";
import { debFile, packDeb } from "./deb.ts";
import type { PackageContents } from "./package-contents.ts";
import { packRpm, rpmFile } from "./rpm.ts";

/** A kind of package for Linux distributions, and the program that makes it. */
interface Packager {
  readonly program: string;
  /** The package's file name, undefined for targets without a package. */
  readonly file: (target: Target, version: string) => string | undefined;
  readonly pack: (contents: PackageContents) => Uint8Array;
}

const PACKAGERS: readonly Packager[] = [
  { program: "dpkg-deb", file: debFile, pack: packDeb },
  { program: "rpmbuild", file: rpmFile, pack: packRpm },
];

/** The programs that make the target's packages, [] if it has none. */
export function packagePrograms(target: Target): readonly string[] {
  return PACKAGERS.filter(({ file }) => file(target, "") !== undefined).map(({ program }) => program);
}

/** The target's packages. Leaves a package out if its program is not installed, and reports it on stderr. */
export function packagesOf(contents: PackageContents): PublishedFile[] {
  return PACKAGERS.flatMap(({ program, file, pack }) => {
    const name = file(contents.target, contents.version);
    if (name === undefined) return [];
    if (Bun.which(program) !== null) return [{ file: name, content: pack(contents) }];
    console.error(`${name} is left out: ${program} is not installed`);
    return [];
  });
}
