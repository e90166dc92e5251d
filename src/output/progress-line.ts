const BAR = 24;
const UNITS = ["B", "kB", "MB", "GB"];

/** A line of at most `width` columns that shows how far a download is; without a total only what was received. */
export function renderProgress(received: number, total: number | undefined, width: number): string {
  if (total === undefined || total <= 0) return `Downloading: ${renderSize(received)}`.slice(0, width);
  const share = Math.min(1, received / total);
  const filled = Math.floor(share * BAR);
  const bar = `[${"=".repeat(filled)}${" ".repeat(BAR - filled)}]`;
  const percent = `${Math.floor(share * 100)}%`.padStart(5);
  return `Downloading: ${bar}${percent}  ${renderSize(received)} of ${renderSize(total)}`.slice(0, width);
}

function renderSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}
