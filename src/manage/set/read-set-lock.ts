import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { isCommit } from "../git/git-refs.ts";
import { setInvalid, type SetFault, type ValuePath } from "./set-faults.ts";
import { isMapping, parseYaml, tryRead } from "./plugin-set.ts";
import { LOCK_VERSION, type LockedEntry, type SetLock } from "./set-lock.ts";

/** Version 1 had nothing by platform. A reader refuses a later one. */
const READABLE: readonly unknown[] = ["1", LOCK_VERSION.toString()];

/** An entry whose version and asset may be left out. */
type WrittenEntry = Omit<LockedEntry, "version" | "asset"> & Partial<Pick<LockedEntry, "version" | "asset">>;

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
  if (faults.length > 0) {
    const what = `${path} is not a lock file that luff can use`;
    const hint = "Find out who changed it.";
    throw await setInvalid(what, { file: path, text, faults }, { hint, advice: "lock-anew" });
  }
  const entries = (list as readonly WrittenEntry[]).map((entry) => ({ version: "", asset: "", ...entry }));
  return new Map(entries.map((entry) => [entry.name, entry]));
}

function entryFaults(entry: unknown, path: ValuePath): readonly SetFault[] {
  if (!isMapping(entry)) return [notA("a mapping", path)];
  const { name, url, version = "", asset = "", platforms } = entry;
  const texts = Object.entries({ name, url, version, asset }).filter(([, value]) => typeof value !== "string");
  const faults = texts.map(([key]) => notA("a text", [...path, key]));
  return [...faults, ...contentFaults(entry, path), ...platformFaults(platforms, [...path, "platforms"])];
}

function platformFaults(platforms: unknown, path: ValuePath): readonly SetFault[] {
  if (platforms === undefined) return [];
  if (!isMapping(platforms)) return [notA("a mapping", path)];
  return Object.entries(platforms).flatMap(([platform, content]) =>
    isMapping(content) ? contentFaults(content, [...path, platform]) : [notA("a mapping", [...path, platform])],
  );
}

/** The forms of the values that say what a source came to. */
const FORMS: readonly { readonly key: string; readonly expected: string; readonly fits: (text: string) => boolean }[] =
  [
    { key: "ref", expected: "a text", fits: () => true },
    { key: "commit", expected: "the 40 or 64 hexadecimal digits of a commit", fits: isCommit },
    { key: "sha256", expected: "64 hexadecimal digits", fits: (text) => /^[0-9a-f]{64}$/.test(text) },
  ];

function contentFaults(content: Readonly<Record<string, unknown>>, path: ValuePath): readonly SetFault[] {
  return FORMS.filter(({ key, fits }) => {
    const value = content[key];
    return value !== undefined && (typeof value !== "string" || !fits(value));
  }).map(({ key, expected }) => notA(expected, [...path, key]));
}

function notA(expected: string, path: ValuePath): SetFault {
  return { path, message: `it is not ${expected}` };
}
