import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { explainYaml } from "../../manifest/explain-yaml.ts";
import { isPluginName } from "../../plugin/find-plugin.ts";
import { findNearestWord } from "../../text/nearest-word.ts";
import { setInvalid, type SetFault, type ValuePath } from "./set-faults.ts";
import { readText } from "../receipt/receipt.ts";

/** A plugin that is to be installed. */
export interface SetEntry {
  /** The plugin's name by its manifest. */
  readonly name: string;
  /** The source, as `luff plugin install` takes it. A relative path begins at the folder of the set's file. */
  readonly url: string;
  /** A version of a git repository, "" for its default branch. */
  readonly version: string;
  /** A glob for the name of a GitHub release's asset; "" for none. */
  readonly asset: string;
}

/** The entries of a set, and the lines in its file in which they begin, by their names. */
export interface PluginSet {
  readonly entries: readonly SetEntry[];
  readonly lines: ReadonlyMap<string, number>;
}

const KEYS = ["name", "url", "version", "asset"];

/** Reads a set of plugins from a YAML or JSON file. Throws AppError "file-failed" or "set-invalid". */
export async function readPluginSet(host: Pick<Host, "files">, path: string): Promise<PluginSet> {
  const text = tryRead(host, path);
  if (text === undefined) {
    throw new AppError("file-failed", `there is no file ${path}`, {
      hint: "Name a file with a set of plugins.",
      advice: "print-set",
    });
  }
  const faults: SetFault[] = [];
  const value = await parseYaml(text, path);
  const lines = await linesOf(text);
  const entries = readEntries(value, faults);
  if (faults.length === 0) {
    return { entries, lines: new Map(entries.map(({ name }, index) => [name, lines[index] ?? 1])) };
  }
  const hint =
    "A set has the form plugins: [{name: NAME, url: SOURCE, version: VERSION}]; version and asset may be left out.";
  throw await setInvalid(`${path} is not a set of plugins`, { file: path, text, faults }, { hint });
}

/** The text of a file, undefined if there is none. Throws AppError "file-failed". */
export function tryRead(host: Pick<Host, "files">, path: string): string | undefined {
  try {
    return readText(host, path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot read ${path}: ${error.detail}`, { cause: error });
  }
}

/** The value of a YAML text; with the schema "failsafe" every scalar is a text. Throws AppError "set-invalid". */
export async function parseYaml(text: string, path: string, schema: "core" | "failsafe" = "core"): Promise<unknown> {
  const { parse, YAMLParseError } = await import("yaml");
  try {
    return parse(text, { schema });
  } catch (error) {
    // The parser throws the second for an alias that stands for nothing.
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    const start = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
    const place = start === undefined ? path : `${path}:${start.line}:${start.col}`;
    const { message, hint } = explainYaml(error);
    throw new AppError("set-invalid", `${place}: not valid YAML: ${message}`, {
      cause: error,
      ...(hint !== undefined && { hint: `${hint.charAt(0).toUpperCase()}${hint.slice(1)}.` }),
    });
  }
}

/** The lines in which the elements of the list `plugins` begin. */
async function linesOf(text: string): Promise<readonly number[]> {
  const { isNode, isSeq, LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const list = isNode(document.contents) ? document.get("plugins", true) : undefined;
  if (!isSeq(list)) return [];
  return list.items.map((item) => (isNode(item) && item.range ? lineCounter.linePos(item.range[0]).line : 1));
}

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readEntries(value: unknown, faults: SetFault[]): readonly SetEntry[] {
  const list = isMapping(value) ? value["plugins"] : undefined;
  if (!Array.isArray(list)) {
    faults.push({ path: [], message: "it has no list named plugins" });
    return [];
  }
  const known = new Set<string>();
  return list.flatMap((item: unknown, index) => {
    const path = ["plugins", index];
    const [entry] = readEntry(item, path, faults);
    if (entry === undefined) return [];
    if (known.has(entry.name)) {
      faults.push({ path: [...path, "name"], message: `${JSON.stringify(entry.name)} is there twice` });
    }
    known.add(entry.name);
    return [entry];
  });
}

function readEntry(item: unknown, path: ValuePath, faults: SetFault[]): SetEntry[] {
  if (!isMapping(item)) {
    faults.push({ path, message: "it is not a mapping" });
    return [];
  }
  const add = (key: string, message: string, isKey = false): void =>
    void faults.push({ path: [...path, key], message, isKey });
  const unknown = Object.keys(item).filter((each) => !KEYS.includes(each));
  for (const key of unknown) {
    const nearest = findNearestWord(key, KEYS);
    add(key, `this key is not known${nearest === undefined ? "" : `, did you mean ${nearest}?`}`, true);
  }
  const { name, url, version = "", asset = "" } = item;
  // YAML reads 1.2 as a number, which has lost its last zeros.
  if (typeof version !== "string") add("version", "it is not a text; write it in quotes");
  if (typeof asset !== "string") add("asset", "it is not a text");
  if (typeof name !== "string" || !isPluginName(name)) add("name", "it is not a plugin's name");
  if (typeof url !== "string" || url === "") add("url", "it is missing");
  return [{ name: String(name), url: String(url), version: String(version), asset: String(asset) }];
}
