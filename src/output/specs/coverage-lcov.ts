import type { FileCoverage } from "../../author/specs/spec-result.ts";

/** The counts in the format of lcov, which genhtml and build servers read. The paths are those below the plugin's folder. */
export function renderCoverageLcov(files: readonly FileCoverage[]): string {
  return files.map(recordOf).join("");
}

function recordOf({ file, lines }: FileCoverage): string {
  const hit = lines.filter(([, count]) => count > 0).length;
  const counts = lines.map(([line, count]) => `DA:${line},${count}\n`).join("");
  return `TN:\nSF:${file}\n${counts}LF:${lines.length}\nLH:${hit}\nend_of_record\n`;
}
