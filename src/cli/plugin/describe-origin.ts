import type { FirstOrigin, Origin } from "../../manage/receipt/receipt.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";

/** Where a plugin came from, as the rest of a sentence: "linked to /src/greet". */
export function describeOrigin(origin: FirstOrigin): string {
  switch (origin.kind) {
    case "link":
      return `linked to ${origin.path}`;
    case "copy":
      return `copied from ${origin.path}, because the system cannot make a link here`;
    case "folder":
      return `from the folder ${origin.path}`;
    case "git":
      return `from ${describeSource(origin)} at ${origin.ref} (${origin.commit.slice(0, 12)})`;
    case "github":
      return `from ${origin.url} at ${origin.tag} (${origin.asset ?? `source, ${origin.commit?.slice(0, 12) ?? ""}`})`;
    case "http":
      return `from ${origin.url}`;
    case "archive":
      return `from ${origin.path}`;
    case "bundle":
      return `from the bundle ${origin.path}${origin.packed === undefined ? "" : `, packed ${describeOrigin(origin.packed)}`}`;
  }
}

/** A plugin's source by its address, with the folder in a repository, or by its path, for a column. */
export function describeSource(origin: Origin): string {
  if (!("url" in origin)) return origin.path;
  const folder = origin.kind === "git" && origin.subfolder !== "" ? `//${origin.subfolder}` : "";
  return withoutPassword(origin.url) + folder;
}

/** Which of the versions of its source a plugin is, for parentheses: "v1.2.0, 0123456789ab". "" where the source has no versions. */
export function describeRevision(origin: FirstOrigin): string {
  switch (origin.kind) {
    case "git":
      return [...new Set([origin.ref.slice(0, 60), origin.commit.slice(0, 12)])].join(", ");
    case "github":
      return [origin.tag, origin.commit?.slice(0, 12) ?? `SHA-256 ${origin.sha256.slice(0, 12)}`].join(", ");
    case "http":
    case "bundle":
    case "archive":
      return `SHA-256 ${origin.sha256.slice(0, 12)}`;
    case "folder":
    case "link":
    case "copy":
      return "";
  }
}

/** The versions, the branch, the tag or the commit that updates keep to, as the user gave it; "" if they take the newest. */
export function describeConstraint(origin: Origin): string {
  return "constraint" in origin ? origin.constraint : "";
}
