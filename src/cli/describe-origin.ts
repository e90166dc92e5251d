import type { Origin } from "../manage/receipt.ts";
import { withoutPassword } from "../source/parse-git-url.ts";

/** Where a plugin came from, as the rest of a sentence: "linked to /src/greet". */
export function describeOrigin(origin: Origin): string {
  switch (origin.kind) {
    case "link":
      return `linked to ${origin.path}`;
    case "copy":
      return `copied from ${origin.path}, because the system cannot make a link here`;
    case "git":
      return `from ${withoutPassword(origin.url)}${origin.subfolder === "" ? "" : `//${origin.subfolder}`} at ${origin.ref} (${origin.commit.slice(0, 12)})`;
    case "archive":
      return `from ${origin.path}`;
  }
}
