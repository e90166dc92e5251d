/** Paths of one operating system as text. Nothing here reads a disk. */
export interface PathStyle {
  /** Separates the elements of a path. */
  readonly separator: "/" | "\\";
  /** Separates the paths of a list such as PATH. */
  readonly listSeparator: ":" | ";";
  readonly isAbsolute: (path: string) => boolean;
  /** Whether the text is a path, not a bare word: it contains a separator. */
  readonly hasSeparator: (path: string) => boolean;
  /** Joins non-empty elements and cleans the result, as Go's filepath.Join does; "" for no element. */
  readonly join: (...elements: readonly string[]) => string;
  /**
   * The absolute path, cleaned. A relative path starts in the absolute folder `base`. On Windows, a path without a
   * drive (`\\x`) is on the drive of `base`. A path that starts in the current folder of a drive (`C:x`) starts in
   * `base` if that is on the same drive. Otherwise it stays as it is, because only the system knows that folder.
   */
  readonly absolute: (base: string, path: string) => string;
  /** The last element, "" for a root. */
  readonly base: (path: string) => string;
  /** All but the last element, "." for a bare word. */
  readonly directory: (path: string) => string;
  /**
   * The elements of a path list, as Go's filepath.SplitList returns them: none for "". On Windows double quotes protect
   * separators.
   */
  readonly splitList: (list: string) => string[];
}

const posix: PathStyle = {
  separator: "/",
  listSeparator: ":",
  isAbsolute: (path) => path.startsWith("/"),
  hasSeparator: (path) => path.includes("/"),
  join: (...elements) => joinWith(posixClean, "/", elements),
  absolute: (base, path) => posix.join(...(posix.isAbsolute(path) ? [path] : [base, path])),
  base: (path) => lastElement(posixClean(path), "/"),
  directory: posixDirectory,
  splitList: (list) => (list === "" ? [] : list.split(":")),
};

const windows: PathStyle = {
  separator: "\\",
  listSeparator: ";",
  isAbsolute: (path) => /^([A-Za-z]:[\\/]|[\\/]{2}[^\\/]+[\\/]+[^\\/])/.test(path),
  hasSeparator: (path) => /[\\/]/.test(path) || /^[A-Za-z]:/.test(path),
  join: (...elements) => joinWith(windowsClean, "\\", elements),
  absolute: windowsAbsolute,
  base: (path) => lastElement(splitVolume(windowsClean(path))[1], "\\"),
  directory: (path) => windowsClean(`${path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1)}.`),
  splitList: splitWindowsList,
};

/** The path style of an operating system, given Go's name for it. */
export function pathStyle(os: string): PathStyle {
  return os === "windows" ? windows : posix;
}

function lastElement(path: string, separator: string): string {
  return path.slice(path.lastIndexOf(separator) + 1);
}

function posixDirectory(path: string): string {
  const at = path.lastIndexOf("/");
  if (at < 0) return ".";
  return at === 0 ? "/" : posixClean(path.slice(0, at));
}

function joinWith(clean: (path: string) => string, separator: string, elements: readonly string[]): string {
  let joined = "";
  for (const element of elements) {
    if (element !== "") joined = joined === "" ? element : joined + separator + element;
  }
  return joined === "" ? "" : clean(joined);
}

function windowsAbsolute(base: string, path: string): string {
  if (windows.isAbsolute(path)) return windowsClean(path);
  const drive = splitVolume(base)[0];
  if (/^[\\/]/.test(path)) return windowsClean(drive + path);
  const [volume, rest] = splitVolume(path);
  if (volume === "") return windows.join(base, path);
  return volume.toLowerCase() === drive.toLowerCase() ? windows.join(base, rest) : windowsClean(path);
}

/** Removes ".", "..", empty elements and a trailing separator without looking at a disk, as Go's filepath.Clean does. */
function posixClean(path: string): string {
  if (isClean(path, POSIX_MARKS)) return path;
  const rooted = path.startsWith("/");
  const kept = cleanElements(path.split("/"), rooted).join("/");
  if (rooted) return `/${kept}`;
  return kept === "" ? "." : kept;
}

/** What shows an empty element in a path, and perhaps one of dots. */
const POSIX_MARKS = { separator: "/", empty: "//", dot: "./" };
const WINDOWS_MARKS = { separator: "\\", empty: "\\\\", dot: ".\\" };

/**
 * Whether cleaning would certainly change nothing, as is so for most paths. This runs several times for each installed plugin and each
 * unpacked file, and what it looks for needs no allocation.
 */
function isClean(path: string, { separator, empty, dot }: typeof POSIX_MARKS): boolean {
  if (path === "" || path.endsWith(separator) || path.endsWith(".")) return false;
  return !path.includes(empty) && !path.includes(dot);
}

function windowsClean(path: string): string {
  // A drive alone is its current folder.
  if (!path.includes("/") && !path.endsWith(":") && isClean(path, WINDOWS_MARKS)) return path;
  const [volume, rest] = splitVolume(path.replaceAll("/", "\\"));
  const rooted = rest.startsWith("\\");
  const kept = cleanElements(rest.split("\\"), rooted).join("\\");
  if (rooted) return `${volume}\\${kept}`;
  return kept === "" && volume === "" ? "." : volume + (kept === "" ? "." : kept);
}

function cleanElements(elements: readonly string[], rooted: boolean): string[] {
  const kept: string[] = [];
  for (const element of elements) {
    if (element === "" || element === ".") continue;
    if (element !== "..") kept.push(element);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!rooted) kept.push("..");
  }
  return kept;
}

/** A drive ("C:") or a share ("\\host\share"), and the rest of the path. */
function splitVolume(path: string): [volume: string, rest: string] {
  const volume = /^([A-Za-z]:|\\\\[^\\]+\\+[^\\]+)/.exec(path)?.[0] ?? "";
  return [volume, path.slice(volume.length)];
}

function splitWindowsList(list: string): string[] {
  if (list === "") return [];
  const elements = [""];
  let quoted = false;
  for (const character of list) {
    if (character === '"') quoted = !quoted;
    else if (character === ";" && !quoted) elements.push("");
    else elements[elements.length - 1] += character;
  }
  return elements;
}
