import { AppError } from "../errors/app-error.ts";
import { compareVersions, parseVersion } from "../text/semver.ts";
import { installCommand, type FoundPlugin } from "./found-plugin.ts";

/** The form of indexes. A reader refuses a later one. */
const INDEX_VERSION = 1;

/** A plugin's archive in an index. */
export interface IndexEntry {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** The archive's address, or its path relative to the index. */
  readonly url: string;
  /** The archive's SHA-256. */
  readonly sha256: string;
}

/** Reads an index from a YAML or JSON text. `shown` is its path or address. Throws AppError "index-invalid". */
export async function parseIndex(text: string, shown: string): Promise<readonly IndexEntry[]> {
  const { parse, YAMLParseError } = await import("yaml");
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError) && !(error instanceof ReferenceError)) throw error;
    throw invalid(shown, `it is not YAML: ${(error.message.split("\n")[0] ?? "").replace(/:$/, "")}`);
  }
  const { version, plugins } = fieldsOf(value);
  if (version !== INDEX_VERSION || !Array.isArray(plugins)) {
    throw invalid(shown, `expected version: ${INDEX_VERSION} and a list named plugins`);
  }
  return plugins.map((item: unknown, at) => readEntry(item, `plugins[${at}]`, shown));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Other keys may follow. */
function readEntry(item: unknown, place: string, shown: string): IndexEntry {
  const fields = fieldsOf(item);
  const text = (key: string): string => {
    const value = fields[key] ?? "";
    // YAML reads 1.10 as the number 1.1.
    if (typeof value !== "string") throw invalid(shown, `${place}.${key} is not a text; write it in quotes`);
    return value;
  };
  const entry = { name: text("name"), version: text("version"), description: text("description"), url: text("url") };
  const sha256 = text("sha256").toLowerCase();
  for (const key of ["name", "url"] as const) if (entry[key] === "") throw invalid(shown, `${place}.${key} is missing`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw invalid(shown, `${place}.sha256 has not 64 hexadecimal digits`);
  return { ...entry, sha256 };
}

function invalid(shown: string, reason: string): AppError {
  return new AppError("index-invalid", `${shown} is not an index of plugins: ${reason}`, {
    hint: "'luff plugin index' writes one.",
  });
}

/** An index as text: YAML. The same entries give the same text. */
export async function renderIndex(entries: readonly IndexEntry[]): Promise<string> {
  const { stringify } = await import("yaml");
  const plugins = [...entries].sort(byNameAndVersion);
  const note = "# Written by luff plugin index.\n";
  return note + stringify({ version: INDEX_VERSION, plugins }, { lineWidth: 0, compat: "yaml-1.1" });
}

/** The entries of an index after others have been added: an entry of the same name, version and url is replaced. */
export function mergeEntries(old: readonly IndexEntry[], added: readonly IndexEntry[]): readonly IndexEntry[] {
  const keyOf = ({ name, version, url }: IndexEntry): string => JSON.stringify([name, version, url]);
  return [...new Map([...old, ...added].map((entry) => [keyOf(entry), entry])).values()];
}

/** By name, and of one name the highest version first. */
function byNameAndVersion(one: IndexEntry, other: IndexEntry): number {
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  const [version, against] = [parseVersion(one.version), parseVersion(other.version)];
  const order = version === undefined || against === undefined ? 0 : compareVersions(against, version);
  return order === 0 ? compareTexts(one.version + one.url, other.version + other.url) : order;
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export interface IndexQuestion {
  /** Each must be in the name or in the description; none for all plugins. */
  readonly words: readonly string[];
  readonly limit: number;
  /** What `url` of an entry means: an address, or an absolute path. */
  readonly resolve: (url: string) => string;
}

/** The plugins of an index that have the words, each in its highest version: those with such a name first. */
export function searchIndex(
  entries: readonly IndexEntry[],
  { words, limit, resolve }: IndexQuestion,
): readonly FoundPlugin[] {
  const wanted = words.map((word) => word.toLowerCase());
  const newest = new Map<string, IndexEntry>();
  for (const entry of [...entries].sort(byNameAndVersion)) {
    if (!newest.has(entry.name)) newest.set(entry.name, entry);
  }
  const isIn = (text: string): boolean => wanted.every((word) => text.toLowerCase().includes(word));
  const found = [...newest.values()].filter(({ name, description }) => isIn(`${name}\n${description}`));
  const named = found.filter(({ name }) => isIn(name));
  return [...named, ...found.filter((entry) => !named.includes(entry))].slice(0, limit).map((entry) => {
    const { name, version, description, url, sha256 } = entry;
    const repository = resolve(url);
    return { name, version, description, stars: null, repository, command: installCommand(repository, sha256) };
  });
}
