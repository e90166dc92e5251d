import { delimiter } from "node:path";
import { winePath } from "../../build/wine/wine-path.ts";
import { executableUnderTest, programUnderTest, testsWindows, testsWine } from "./program-under-test.ts";

/** A path of this machine as the luff under test knows it: another one under Wine alone. */
export function shownPath(path: string): string {
  return testsWine() ? winePath(path) : path;
}

/** The command line of the luff under test for what runs beside it: within Wine the script that starts Wine cannot be run. */
export function programFromWithin(): readonly string[] {
  return testsWine() ? [winePath(executableUnderTest())] : programUnderTest();
}

/** A path with forward slashes as the luff under test writes it. */
export function ownSlashes(path: string): string {
  return testsWindows() ? path.replaceAll("/", "\\") : path;
}

/** A list such as PATH or HELM_PLUGINS of the luff under test, from elements as it knows them. */
export function pathList(...elements: readonly string[]): string {
  return elements.join(testsWine() ? ";" : delimiter);
}
