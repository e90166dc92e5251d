import { AppError } from "../../errors/app-error.ts";
import { compareVersions, parseVersion } from "../../text/semver.ts";
import { parseConstraint, type Constraint } from "../../text/version-constraint.ts";

/** The branches and tags of a repository, as `git ls-remote --symref` prints them. */
export interface RemoteRefs {
  /** The branch of HEAD; undefined if HEAD is not a branch. */
  readonly head: string | undefined;
  /** Commits by the names of branches and tags. */
  readonly branches: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly headCommit: string | undefined;
}

/** Reads the output of `git ls-remote --symref URL`. */
export function parseRemoteRefs(output: string): RemoteRefs {
  const branches = new Map<string, string>();
  const tags = new Map<string, string>();
  let head: string | undefined;
  let headCommit: string | undefined;
  for (const line of output.split("\n")) {
    head ??= /^ref: refs\/heads\/(\S+)\tHEAD$/.exec(line)?.[1];
    const [, commit = "", ref = ""] = /^([0-9a-f]{40,64})\t(\S+)$/.exec(line) ?? [];
    if (ref === "HEAD") headCommit = commit;
    if (ref.startsWith("refs/heads/")) branches.set(ref.slice("refs/heads/".length), commit);
    // After an annotated tag there is a line with the commit that it stands for.
    if (ref.startsWith("refs/tags/")) tags.set(ref.slice("refs/tags/".length).replace(/\^\{\}$/, ""), commit);
  }
  return { head, branches, tags, headCommit };
}

/** Whether a text is the whole name of a commit, by SHA-1 or by SHA-256. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Returns the digits of a commit. Throws AppError "version-not-found" for all else, which git could take for a flag. */
export function requireDigits(commit: string): string {
  if (DIGITS.test(commit)) return commit;
  throw new AppError(
    "version-not-found",
    `${JSON.stringify(commit)} is not a commit: expected 7 to 64 hexadecimal digits`,
    {
      hint: "Write the commit as 'git log' prints it.",
    },
  );
}

/** A commit, or enough of it to find it by. */
const DIGITS = /^[0-9a-f]{7,64}$/;

/** The part of a repository that is fetched. */
export interface ChosenRef {
  readonly kind: "branch" | "tag" | "commit";
  /** The name of the branch or the tag, or the given commit. */
  readonly name: string;
  /** Undefined if only the repository knows it: for a commit by its first digits. */
  readonly commit: string | undefined;
}

/**
 * Chooses by a version: "" for the default branch, a tag or a branch of that name, the highest tag that satisfies a constraint, or a
 * commit. Throws AppError "version-not-found".
 */
export function chooseRef(refs: RemoteRefs, version: string, url: string): ChosenRef {
  if (version === "") return defaultRef(refs, url);
  const tag = refs.tags.get(version);
  if (tag !== undefined) return { kind: "tag", name: version, commit: tag };
  const branch = refs.branches.get(version);
  if (branch !== undefined) return { kind: "branch", name: version, commit: branch };
  const newest = newestTag(refs, version);
  if (newest !== undefined) return newest;
  if (DIGITS.test(version)) {
    return { kind: "commit", name: version, commit: isCommit(version) ? version : undefined };
  }
  // A whole version is also a constraint, but whoever gives one means a tag.
  const isConstraint = parseVersion(version) === undefined && parseConstraint(version) !== undefined;
  throw isConstraint ? notSatisfied(refs, version, url) : notFound(refs, version, url);
}

function defaultRef({ head, headCommit }: RemoteRefs, url: string): ChosenRef {
  if (head !== undefined) return { kind: "branch", name: head, commit: headCommit };
  if (headCommit !== undefined) return { kind: "commit", name: headCommit, commit: headCommit };
  throw noDefaultBranch(url);
}

/** AppError "version-not-found" for a repository whose default branch has no commit. */
export function noDefaultBranch(url: string): AppError {
  return new AppError("version-not-found", `the repository ${url} has no default branch: it may be empty`, {
    advice: "name-version",
  });
}

function newestTag(refs: RemoteRefs, version: string): ChosenRef | undefined {
  const constraint = parseConstraint(version);
  return constraint && highestTag(refs, constraint);
}

/** The tag with the highest version that is not a pre-release. */
export function newestReleaseRef(refs: RemoteRefs): ChosenRef | undefined {
  return highestTag(refs, ({ pre }) => pre.length === 0);
}

function highestTag({ tags }: RemoteRefs, constraint: Constraint): ChosenRef | undefined {
  const fitting = [...tags]
    .map(([name, commit]) => ({ name, commit, parsed: parseVersion(name) }))
    .filter((tag) => tag.parsed !== undefined && constraint(tag.parsed))
    .sort((a, b) => (a.parsed && b.parsed ? compareVersions(b.parsed, a.parsed) : 0));
  const [first] = fitting;
  return first && { kind: "tag", name: first.name, commit: first.commit };
}

function notSatisfied(refs: RemoteRefs, version: string, url: string): AppError {
  const highest = highestTag(refs, () => true)?.name;
  const isPre = highest !== undefined && (parseVersion(highest)?.pre.length ?? 0) > 0;
  const what = highest === undefined ? "it has no tag that is a version" : `the highest is ${highest}`;
  return new AppError("version-not-found", `${url} has no tag that satisfies ${JSON.stringify(version)}: ${what}`, {
    hint: isPre
      ? 'A pre-release satisfies only a constraint that names a pre-release itself, such as ">=1.2.0-0".'
      : "Change the constraint, or name a tag, a branch or a commit.",
  });
}

function notFound({ tags, branches }: RemoteRefs, version: string, url: string): AppError {
  const known = [...tags.keys()].filter((name) => parseVersion(name) !== undefined).slice(-5);
  const offer =
    known.length > 0
      ? `tags such as ${known.join(", ")}`
      : `the branches ${[...branches.keys()].slice(0, 5).join(", ")}`;
  return new AppError("version-not-found", `${url} has no tag, branch or commit ${JSON.stringify(version)}`, {
    hint: `It has ${offer}. A constraint looks like ">=1.2, <2" or "^1".`,
  });
}
