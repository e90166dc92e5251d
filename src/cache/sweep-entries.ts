import type { Host } from "../host/host.ts";

/** The most entries of a kind that stay. A kubeconfig changes with each new token and a folder of plugins with each plugin, a manifest hardly ever. */
const MOST: Readonly<Record<string, number>> = { kubeconfig: 16, manifests: 16, beginnings: 16 };
const MOST_OF_OTHERS = 4000;

/** How long an entry of another build stays, in milliseconds. */
const OLD = 30 * 24 * 3_600_000;

interface Entry {
  readonly kind: string;
  readonly path: string;
  /** Whether another build has written it. */
  readonly isForeign: boolean;
}

/** How long the temporary file of a luff that was killed stays, in milliseconds. */
const ABANDONED = 24 * 3_600_000;

/**
 * Removes the oldest of too many entries of a kind, those that another build wrote a month before the newest entry, and temporary files of a
 * luff that was killed a day before now (milliseconds since 1970). What cannot be removed stays. The folder's path ends with a separator.
 */
export function sweepEntries(
  host: Pick<Host, "files" | "disk">,
  folder: string,
  { build, now }: { readonly build: string; readonly now: number },
): void {
  try {
    const all = host.files.list(folder);
    for (const name of all.filter((each) => each.endsWith(".tmp"))) sweepTemporary(host, folder + name, now);
    const names = all.filter((name) => name.endsWith(".json"));
    const entries = names.map((name): Entry => {
      const kind = name.slice(0, Math.max(0, name.indexOf("-")));
      return { kind, path: folder + name, isForeign: !name.startsWith(`${kind}-${build}-`) };
    });
    for (const [kind, group] of Map.groupBy(entries, (entry) => entry.kind)) {
      sweepKind(host, group, MOST[kind] ?? MOST_OF_OTHERS);
    }
  } catch {
    // The next start with a new entry tries again.
  }
}

function sweepTemporary({ files, disk }: Pick<Host, "files" | "disk">, path: string, now: number): void {
  const modified = files.stat(path)?.modified ?? now;
  if (now - modified > ABANDONED) disk.remove(path);
}

function sweepKind({ files, disk }: Pick<Host, "files" | "disk">, entries: readonly Entry[], most: number): void {
  if (entries.length <= most && !entries.some(({ isForeign }) => isForeign)) return;
  const dated = entries.map((entry) => ({ ...entry, modified: files.stat(entry.path)?.modified ?? 0 }));
  const newestFirst = dated.toSorted((one, other) => other.modified - one.modified);
  const newest = newestFirst[0]?.modified ?? 0;
  for (const [place, { path, isForeign, modified }] of newestFirst.entries()) {
    if (place >= most || (isForeign && newest - modified > OLD)) disk.remove(path);
  }
}
