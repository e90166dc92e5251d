import { compareVersions, parseVersion, type Version } from "../../../text/semver.ts";
import { parseConstraint } from "../../../text/version-constraint.ts";
import { textOf } from "../text-of.ts";
import type { LibraryModule, LuaValue } from "../library-function.ts";
import source from "./semver.lua" with { type: "text" };

const LONGEST = 1000;

/** helm.semver: versions and constraints as Helm reads them. */
export const semver: LibraryModule = {
  source,
  functions: {
    /** The parts; nil for what is not a version. */
    parse(_, text) {
      const version = read(text);
      if (version === undefined) return undefined;
      const [major, minor, patch] = version.numbers;
      const build = /\+(.*)$/.exec(textOf(text))?.[1];
      const prerelease = version.pre.length === 0 ? undefined : version.pre.join(".");
      return { major, minor, patch, prerelease, build };
    },
    compare(_, one, other) {
      const [first, second] = [read(one), read(other)];
      return first && second && Math.sign(compareVersions(first, second));
    },
    is_constraint: (_, text) => readConstraint(text) !== undefined,
    satisfies(_, text, constraint) {
      const version = read(text);
      return version && readConstraint(constraint)?.(version);
    },
  },
};

/** The time that a constraint takes grows faster than its length, so that one longer than LONGEST is none. */
function readConstraint(text: LuaValue): ReturnType<typeof parseConstraint> {
  const words = textOf(text);
  return words.length > LONGEST ? undefined : parseConstraint(words);
}

function read(text: LuaValue): Version | undefined {
  return parseVersion(textOf(text));
}
