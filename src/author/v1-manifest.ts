import { Pair, Scalar, YAMLMap, YAMLSeq, type Document, type Node } from "yaml";
import { fixVersion } from "./fix-version.ts";
import { MigrationFault } from "./migration-fault.ts";

type LegacyPair = Pair<Node, Node | null>;

/** What a legacy manifest becomes: a plugin of Helm 4 has one purpose. */
export interface Role {
  readonly type: "cli/v1" | "getter/v1";
  /** The plugin's new name, if it gets one. */
  readonly name?: string;
}

/** The maps of `apiVersion: v1` while they are filled. */
interface Maps {
  readonly top: Pair[];
  readonly config: YAMLMap;
  readonly runtime: YAMLMap;
  readonly role: Role;
  readonly changes: string[];
}

/**
 * Rewrites a document of a legacy manifest, in place, to `apiVersion: v1`; every node keeps its comments and its order.
 * Returns the changes, each a sentence without a full stop. Throws MigrationFault if a node cannot be moved.
 */
export function rewriteToV1(document: Document.Parsed, role: Role): readonly string[] {
  const root: unknown = document.contents;
  if (!(root instanceof YAMLMap)) throw new MigrationFault("the manifest is not a map");
  const changes: string[] = [];
  const maps: Maps = { top: [], config: new YAMLMap(), runtime: new YAMLMap(), role, changes };
  maps.top.push(firstPair(root));
  for (const pair of root.items as LegacyPair[]) movePair(maps, pair);
  completeTop(maps);
  root.items = maps.top;
  return changes;
}

/** `apiVersion` takes the comment at the top of the file. */
function firstPair(root: YAMLMap): Pair {
  const pair = pairOf("apiVersion", "v1");
  const key = root.items[0]?.key;
  if (key instanceof Scalar && key.commentBefore != null) {
    (pair.key as Scalar).commentBefore = key.commentBefore;
    key.commentBefore = null;
  }
  return pair;
}

function movePair(maps: Maps, pair: LegacyPair): void {
  const { role } = maps;
  const key = keyOf(pair);
  const isCommand = role.type === "cli/v1";
  switch (key) {
    case "apiVersion":
      return;
    case "name":
      if (role.name !== undefined) setText(pair, role.name);
      maps.top.push(renamed(pair, "name"));
      return;
    case "version":
      moveVersion(maps, pair);
      return;
    case "usage":
      return isCommand
        ? putInto(maps, "config", renamed(pair, "shortHelp"))
        : leaveOut(maps, key, "a getter has no help");
    case "description":
      return isCommand
        ? putInto(maps, "config", renamed(pair, "longHelp"))
        : leaveOut(maps, key, "a getter has no help");
    case "ignoreFlags":
      return isCommand ? putInto(maps, "config", renamed(pair, key)) : undefined;
    case "command":
    case "platformCommand":
      return isCommand ? moveCommand(maps, key, pair) : undefined;
    case "hooks":
    case "platformHooks":
      return moveHooks(maps, key, pair);
    case "downloaders":
      return isCommand ? undefined : moveDownloaders(maps, pair);
    default:
      return leaveOut(maps, key, key === "useTunnel" ? "only Helm 2 used it" : "it is unknown");
  }
}

function moveVersion(maps: Maps, pair: LegacyPair): void {
  const written = pair.value instanceof Scalar ? String(pair.value.value) : "";
  const fixed = fixVersion(written);
  if (fixed !== written) {
    setText(pair, fixed);
    maps.changes.push(`the version ${JSON.stringify(written)} becomes ${fixed}, which Helm 4 can read`);
  }
  maps.top.push(renamed(pair, "version"));
}

/** `type` and `runtime` follow the version, which is required. */
function completeTop({ top, role, changes }: Maps): void {
  const at = (key: string): number => top.findIndex((pair) => keyOf(pair as LegacyPair) === key);
  if (at("version") < 0) {
    top.splice(at("name") + 1, 0, pairOf("version", "0.1.0"));
    changes.push("the plugin had no version, which Helm 4 requires: it becomes 0.1.0");
  }
  top.splice(at("version") + 1, 0, pairOf("type", role.type), pairOf("runtime", "subprocess"));
}

/** Adds a field to `config` or `runtimeConfig`, which gets the place of its first field. */
function putInto(maps: Maps, place: "config" | "runtime", pair: Pair): void {
  const map = maps[place];
  if (map.items.length === 0) {
    const holder = pairOf(place === "config" ? "config" : "runtimeConfig", map);
    const key = pair.key as Scalar;
    if (key.spaceBefore === true) {
      (holder.key as Scalar).spaceBefore = true;
      key.spaceBefore = false;
    }
    maps.top.push(holder);
  }
  map.items.push(pair);
}

function leaveOut(maps: Maps, key: string, reason: string): void {
  maps.changes.push(`the key ${JSON.stringify(key)} is left out: ${reason}`);
}

/** `command` is the last entry of `platformCommand`, without os and arch. */
function moveCommand(maps: Maps, key: "command" | "platformCommand", pair: LegacyPair): void {
  if (isNull(pair.value)) return;
  const known = maps.runtime.items.find((each) => keyOf(each as LegacyPair) === "platformCommand");
  const entries = key === "command" ? [entryOf(pair)] : itemsOf(pair);
  if (known === undefined) {
    const list = key === "command" ? listOf(entries) : pair.value;
    const moved = key === "command" ? pairOf("platformCommand", list) : renamed(pair, key);
    copySpace(pair, moved);
    putInto(maps, "runtime", moved);
    return;
  }
  const list = known.value as YAMLSeq;
  list.items = key === "command" ? [...list.items, ...entries] : [...entries, ...list.items];
}

/** A legacy hook is text for `sh -c`. */
function moveHooks(maps: Maps, key: "hooks" | "platformHooks", pair: LegacyPair): void {
  if (isNull(pair.value)) return;
  if (!(pair.value instanceof YAMLMap)) throw new MigrationFault(`${key} is not a map that can be moved`);
  const own = pair.value.items as LegacyPair[];
  keepComment(pair.value, own[0]?.key);
  const events = eventsOf(maps, pair);
  for (const event of own) {
    if (isNull(event.value)) continue;
    const entries = key === "hooks" ? [shellEntry(event.value)] : itemsOf(event);
    const known = events.items.find((each) => keyOf(each as LegacyPair) === keyOf(event));
    if (known === undefined) {
      if (key === "hooks") event.value = listOf(entries);
      events.items.push(event);
    } else {
      const list = known.value as YAMLSeq;
      list.items = key === "hooks" ? [...list.items, ...entries] : [...entries, ...list.items];
    }
  }
}

/** The map of `platformHooks`, which takes the place of the first field of hooks. */
function eventsOf(maps: Maps, pair: LegacyPair): YAMLMap {
  const known = maps.runtime.items.find((each) => keyOf(each as LegacyPair) === "platformHooks");
  if (known !== undefined) return known.value as YAMLMap;
  const events = new YAMLMap();
  const moved = renamed(pair, "platformHooks");
  moved.value = events;
  putInto(maps, "runtime", moved);
  return events;
}

function shellEntry(text: Node): YAMLMap {
  const entry = new YAMLMap();
  entry.items.push(pairOf("command", "sh"), pairOf("args", listOf([new Scalar("-c"), text])));
  return entry;
}

/** `downloaders` becomes `config.protocols` and `runtimeConfig.protocolCommands`. */
function moveDownloaders(maps: Maps, pair: LegacyPair): void {
  const protocols: Scalar[] = [];
  const commands: YAMLMap[] = [];
  for (const item of itemsOf(pair)) {
    if (!(item instanceof YAMLMap)) continue;
    const fields = item.items as LegacyPair[];
    const own = fields.find((field) => keyOf(field) === "protocols");
    const command = fields.find((field) => keyOf(field) === "command");
    const names =
      own === undefined ? [] : itemsOf(own).map((each) => (each instanceof Scalar ? String(each.value) : ""));
    const used = names.filter((name) => name !== "");
    if (used.length === 0 || command === undefined || own === undefined) {
      maps.changes.push("a downloader without a command or without protocols is left out: nothing uses it");
      continue;
    }
    protocols.push(...used.map((name) => new Scalar(name)));
    if (used.length < names.length) own.value = listOf(used.map((name) => new Scalar(name)));
    const entry = new YAMLMap();
    if (item.commentBefore != null) entry.commentBefore = item.commentBefore;
    entry.items.push(renamed(own, "protocols"), pairOf("platformCommand", listOf([entryOf(command)])));
    commands.push(entry);
  }
  putInto(maps, "config", pairOf("protocols", listOf(protocols)));
  keepComment(pair.value, commands[0]);
  const moved = renamed(pair, "protocolCommands");
  moved.value = listOf(commands);
  putInto(maps, "runtime", moved);
}

/** A comment above the first item belongs to the collection, which is removed: the item gets the comment. */
function keepComment(collection: Node | null, first: Node | undefined): void {
  const comment = collection?.commentBefore;
  if (comment != null && first !== undefined) first.commentBefore ??= comment;
}

/** An entry of a `platformCommand` list for all platforms. */
function entryOf(pair: LegacyPair): YAMLMap {
  const entry = new YAMLMap();
  const command = pairOf("command", pair.value);
  const comment = (pair.key as Scalar).commentBefore;
  if (comment != null) entry.commentBefore = comment;
  entry.items.push(command);
  return entry;
}

function itemsOf(pair: LegacyPair): readonly unknown[] {
  if (pair.value instanceof YAMLSeq) return pair.value.items;
  if (isNull(pair.value)) return [];
  throw new MigrationFault(`${keyOf(pair)} is not a list that can be moved`);
}

function listOf(items: readonly unknown[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items = [...items];
  return list;
}

function pairOf(key: string, value: string | Node | null): Pair {
  return new Pair<unknown>(new Scalar(key), typeof value === "string" ? new Scalar(value) : value);
}

/** The pair under another key, with its comments. */
function renamed(pair: LegacyPair, key: string): Pair {
  (pair.key as Scalar).value = key;
  return pair;
}

function copySpace(from: LegacyPair, to: Pair): void {
  if ((from.key as Scalar).spaceBefore === true) (to.key as Scalar).spaceBefore = true;
}

function setText(pair: LegacyPair, text: string): void {
  if (pair.value instanceof Scalar) pair.value.value = text;
  else pair.value = new Scalar(text);
}

/** Helm 3 ignores the case of keys. */
function keyOf(pair: LegacyPair): string {
  if (!(pair.key instanceof Scalar)) throw new MigrationFault("a key is an alias");
  const text = String(pair.key.value);
  if (text === "<<") throw new MigrationFault("a merge key (<<) brings in fields");
  return KEYS.find((key) => key.toLowerCase() === text.toLowerCase()) ?? text;
}

const KEYS =
  "apiVersion name version usage description command platformCommand ignoreFlags useTunnel hooks platformHooks downloaders protocols".split(
    " ",
  );

function isNull(node: Node | null): node is null {
  return (
    node === null ||
    (node instanceof Scalar && /^(?:|~|null|Null|NULL)$/.test(String(node.value)) && node.type === "PLAIN")
  );
}
