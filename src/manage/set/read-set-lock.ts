import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { isCommit } from "../git/git-refs.ts";
import { isMapping, parseYaml, tryRead } from "./plugin-set.ts";
import { LOCK_VERSION, type LockedEntry, type SetLock } from "./set-lock.ts";

/** Version 1 had nothing by platform. A reader refuses a later one. */
const READABLE: readonly unknown[] = ["1", LOCK_VERSION.toString()];

/** An entry whose version and asset may be left out. */
type WrittenEntry = Omit<LockedEntry, "version" | "asset"> & Partial<Pick<LockedEntry, "version" | "asset">>;

/** The keys that lead to a value of the file. */
type Path = readonly (string | number)[];

interface Fault {
  readonly path: Path;
  readonly expected: string;
}

/**
 * The entries of a lock file by their names; undefined if there is no file. Throws AppError "file-failed", or "set-invalid" with the lines
 * and fields that are wrong: no value that has another form than luff writes may reach git.
 */
export async function readSetLock(host: Pick<Host, "files">, path: string): Promise<SetLock | undefined> {
  const text = tryRead(host, path);
  if (text === undefined) return undefined;
  // Only texts: a digest of nothing but digits is not a number.
  const value = await parseYaml(text, path, "failsafe");
  const list: unknown = isMapping(value) && READABLE.includes(value["version"]) ? value["plugins"] : undefined;
  if (!Array.isArray(list)) {
    throw new AppError("set-invalid", `${path} is not a lock file of version ${READABLE.join(" or ")}`, {
      hint: "A newer luff may have written it.",
      advice: "lock-anew",
    });
  }
  const faults = list.flatMap((entry: unknown, index) => entryFaults(entry, ["plugins", index]));
  if (faults.length > 0) throw await invalid(path, text, faults);
  const entries = (list as readonly WrittenEntry[]).map((entry) => ({ version: "", asset: "", ...entry }));
  return new Map(entries.map((entry) => [entry.name, entry]));
}

function entryFaults(entry: unknown, path: Path): readonly Fault[] {
  if (!isMapping(entry)) return [{ path, expected: "a mapping" }];
  const { name, url, version = "", asset = "", platforms } = entry;
  const texts = Object.entries({ name, url, version, asset }).filter(([, value]) => typeof value !== "string");
  const faults = texts.map(([key]) => ({ path: [...path, key], expected: "a text" }));
  return [...faults, ...contentFaults(entry, path), ...platformFaults(platforms, [...path, "platforms"])];
}

function platformFaults(platforms: unknown, path: Path): readonly Fault[] {
  if (platforms === undefined) return [];
  if (!isMapping(platforms)) return [{ path, expected: "a mapping" }];
  return Object.entries(platforms).flatMap(([platform, content]) =>
    isMapping(content)
      ? contentFaults(content, [...path, platform])
      : [{ path: [...path, platform], expected: "a mapping" }],
  );
}

/** The forms of the values that say what a source came to. */
const FORMS: readonly { readonly key: string; readonly expected: string; readonly fits: (text: string) => boolean }[] =
  [
    { key: "ref", expected: "a text", fits: () => true },
    { key: "commit", expected: "the 40 or 64 hexadecimal digits of a commit", fits: isCommit },
    { key: "sha256", expected: "64 hexadecimal digits", fits: (text) => /^[0-9a-f]{64}$/.test(text) },
  ];

function contentFaults(content: Readonly<Record<string, unknown>>, path: Path): readonly Fault[] {
  return FORMS.filter(({ key, fits }) => {
    const value = content[key];
    return value !== undefined && (typeof value !== "string" || !fits(value));
  }).map(({ key, expected }) => ({ path: [...path, key], expected }));
}

async function invalid(file: string, text: string, faults: readonly Fault[]): Promise<AppError> {
  const { LineCounter, parseDocument, isNode } = await import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, schema: "failsafe" });
  const told = faults.map(({ path, expected }) => {
    const node = document.getIn(path, true);
    const place = isNode(node) && node.range ? `line ${lineCounter.linePos(node.range[0]).line}: ` : "";
    return `${place}${showPath(path)} is not ${expected}`;
  });
  const what = `${file} is not a lock file that luff can use: ${told.join("; ")}`;
  return new AppError("set-invalid", what, {
    hint: "Find out who changed it.",
    advice: "lock-anew",
  });
}

function showPath(path: Path): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .slice(1);
}
