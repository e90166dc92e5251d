/** One section of a changelog in the format of Keep a Changelog: `## [1.2.3] - 2026-01-31` and what follows it. */
interface Section {
  readonly version: string;
  /** ISO 8601, undefined for a section that is not released yet. */
  readonly date: string | undefined;
  readonly text: string;
}

/** A Markdown list item. */
const ENTRY = /^[-*] \S/m;

/**
 * The notes of a release: the text of its section in the changelog. `tag` is the version with a "v" before it. Throws
 * if the changelog has no such section, if it has no date or no entry, or if there are entries under [Unreleased],
 * because they are in the release too.
 */
export function releaseNotes(changelog: string, tag: string): string {
  const version = /^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(tag)?.[1];
  if (version === undefined) throw new Error(`"${tag}" is not the tag of a release, such as v1.2.3 or v1.2.3-rc.1`);
  const sections = readSections(changelog);
  const section = sections.find((each) => each.version === version);
  const heading = `## [${version}] - YYYY-MM-DD`;
  if (section === undefined) throw new Error(`CHANGELOG.md has no section for ${tag}: add "${heading}"`);
  if (section.date === undefined) throw new Error(`CHANGELOG.md gives no date for ${tag}: write "${heading}"`);
  if (!ENTRY.test(section.text)) throw new Error(`CHANGELOG.md lists no change for ${tag}`);
  if (sections.some((each) => each.version === "Unreleased" && ENTRY.test(each.text))) {
    throw new Error(`CHANGELOG.md still lists changes under [Unreleased]: move them to the section of ${tag}`);
  }
  return `${section.text}\n`;
}

function readSections(changelog: string): Section[] {
  const text = changelog.replaceAll("\r\n", "\n").replaceAll(/^\[[^\]]+\]: \S+\n?/gm, "");
  return text
    .split(/^## /m)
    .slice(1)
    .flatMap((part) => {
      const heading = /^\[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?[^\n]*/.exec(part);
      if (heading === null) return [];
      return [{ version: heading[1] ?? "", date: heading[2], text: part.slice(heading[0].length).trim() }];
    });
}
