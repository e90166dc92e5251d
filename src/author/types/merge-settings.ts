import { withoutComments } from "./without-comments.ts";

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

/** Settings by their names: a value, or a list whose items belong into the user's list. */
export type WantedSettings = Readonly<Record<string, string | boolean | readonly string[]>>;

export interface MergedSettings {
  /** By hand: the file has comments, which would be lost, or is no JSON, so that the user has to add what is missing. */
  readonly kind: "created" | "changed" | "unchanged" | "by-hand";
  /** The file's new text; undefined if it stays as it is. */
  readonly text: string | undefined;
  /** What the file lacked. */
  readonly missing: WantedSettings;
  /** Names of settings that have another value, which stays. */
  readonly kept: readonly string[];
}

/** What the language server also accepts before a name. */
const PREFIX = "Lua";
const DEFAULT_INDENT = "  ";
const ANOTHER = Symbol("another value");

/** Adds settings to the text of a .luarc.json, undefined if there is none. What the user has set stays as it is. */
export function mergeSettings(text: string | undefined, wanted: WantedSettings): MergedSettings {
  if (text === undefined) {
    return { kind: "created", text: render({ ...wanted }, DEFAULT_INDENT), missing: wanted, kept: [] };
  }
  const settings = parseObject(withoutComments(text));
  if (settings === undefined) return { kind: "by-hand", text: undefined, missing: wanted, kept: [] };
  const kept: string[] = [];
  const missing: Record<string, WantedSettings[string]> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const place = findPlace(settings, name.split("."));
    const lacking = lackingOf(place?.holder[place.key], value);
    if (lacking === ANOTHER) kept.push(name);
    else if (lacking !== undefined) missing[name] = lacking;
  }
  if (Object.keys(missing).length === 0) return { kind: "unchanged", text: undefined, missing, kept };
  if (parseObject(text) === undefined) return { kind: "by-hand", text: undefined, missing, kept };
  for (const [name, value] of Object.entries(missing)) add(settings, name, value);
  return { kind: "changed", text: styledAs(text, settings), missing, kept };
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

interface Place {
  readonly holder: JsonObject;
  readonly key: string;
}

/** Where a setting is: as "a.b" or as an object in an object, with or without the prefix. */
function findPlace(settings: JsonObject, parts: readonly string[]): Place | undefined {
  return findBelow(settings, parts) ?? findBelow(settings, [PREFIX, ...parts]);
}

function findBelow(holder: JsonObject, parts: readonly string[]): Place | undefined {
  for (let length = parts.length; length > 0; length--) {
    const key = parts.slice(0, length).join(".");
    if (!Object.hasOwn(holder, key)) continue;
    if (length === parts.length) return { holder, key };
    const inner = holder[key];
    const found = isObject(inner) ? findBelow(inner, parts.slice(length)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a setting lacks; ANOTHER if it has another value. */
function lackingOf(
  value: Json | undefined,
  wanted: WantedSettings[string],
): WantedSettings[string] | typeof ANOTHER | undefined {
  if (value === undefined) return wanted;
  if (typeof wanted !== "object") return value === wanted ? undefined : ANOTHER;
  if (!Array.isArray(value)) return ANOTHER;
  const items = wanted.filter((item) => !value.includes(item));
  return items.length === 0 ? undefined : items;
}

function add(settings: JsonObject, name: string, value: WantedSettings[string]): void {
  const { holder, key } = findPlace(settings, name.split(".")) ?? { holder: settings, key: name };
  const before = holder[key];
  const after = value as Json;
  holder[key] = Array.isArray(before) && Array.isArray(after) ? [...before, ...after] : after;
}

function render(settings: JsonObject, indent: string): string {
  return `${JSON.stringify(settings, undefined, indent)}\n`;
}

/** The settings as text, with the indentation and the line ends of the text that was there. */
function styledAs(text: string, settings: JsonObject): string {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? DEFAULT_INDENT;
  const rendered = render(settings, indent);
  return text.includes("\r\n") ? rendered.replaceAll("\n", "\r\n") : rendered;
}
