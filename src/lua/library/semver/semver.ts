import { compareVersions, parseVersion, type Version } from "../../../text/semver.ts";
import { parseConstraint } from "../../../text/version-constraint.ts";
import { textOf } from "../text-of.ts";
import type { LibraryModule, LuaValue } from "../library-function.ts";
import source from "./semver.lua" with { type: "text" };

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
    is_constraint: (_, text) => parseConstraint(textOf(text)) !== undefined,
    satisfies(_, text, constraint) {
      const version = read(text);
      return version && parseConstraint(textOf(constraint))?.(version);
    },
  },
};

function read(text: LuaValue): Version | undefined {
  return parseVersion(textOf(text));
}
