import { reachOf } from "./emulators.ts";
import type { Target } from "./targets.ts";
import type { TestPlace } from "./test-place.ts";

/** Whether a place, and the target that a test ran over, make a skip right. Without a target it ran over the source or this machine's executable. */
type Condition = (place: TestPlace, target: Target | undefined) => boolean;

/** Tests that may skip themselves, and where. Tests that the runner leaves out are in platform-limits.ts. */
export interface AllowedSkip {
  /** Matches the file and the whole title, with a space between them and between the title's parts. */
  readonly tests: RegExp;
  /** `target` is what the test ran over: undefined for the source and the executable of this machine. */
  readonly where: Condition;
  readonly why: string;
}

/** The machine runs Windows. */
export const onWindows = ({ platform }: TestPlace): boolean => platform === "win32";

/** The machine does not run Linux. */
export const notOnLinux = ({ platform }: TestPlace): boolean => platform !== "linux";

/** The machine lacks one of the programs or files. */
export function without(...programs: readonly string[]): (place: TestPlace) => boolean {
  return ({ has }) => programs.some((program) => !has(program));
}

/** The machine lacks all of the programs and files. */
export function withoutAll(...programs: readonly string[]): (place: TestPlace) => boolean {
  return ({ has }) => !programs.some(has);
}

/** The test ran over the source, or over an executable that Bun is part of. */
export const overBun: Condition = (_place, target) => target?.host !== "quickjs";

/** The test ran over a compact executable. */
export const overCompact: Condition = (_place, target) => target?.host === "quickjs";

/** The test ran over an executable that another program starts, or over a copy that only this user can read. */
export const overLauncher: Condition = (_place, target) =>
  target !== undefined && !reachOf(target).startsWith("native");

/** The test did not run over an executable that Linux on amd64 starts without an emulator. */
export const notOverAmd64: Condition = ({ platform, arch }, target) =>
  target === undefined
    ? platform !== "linux" || arch !== "x64"
    : target.os !== "linux" || target.arch !== "amd64" || reachOf(target) !== "native";

/** The target is for another kind of machine than this. */
export const ofAnotherMachine: Condition = ({ platform, arch }, target) =>
  `${platform}/${arch}` !== `${target?.os.replace("windows", "win32")}/${target?.arch.replace("amd64", "x64")}`;

/** The titles of the tests that run the executables of targets, whose names match a pattern. */
export function targetsNamed(names: string): RegExp {
  return new RegExp(`^build/targets\\.ts (?:${names}) runs$`);
}
