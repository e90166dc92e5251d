import { OPEN_READ } from "../../host/descriptors.ts";
import type { LuaSystem } from "../../host/lua-system.ts";
import { encodeUtf8 } from "../bytes.ts";
import { systemZone } from "./system-zone.ts";
import { UTC, type TimeZone } from "./time-zone.ts";
import { parseZoneFile } from "./zone-file.ts";
import { parseZoneRule } from "./zone-rule.ts";

const ZONE_FOLDER = "/usr/share/zoneinfo/";
const LOCAL_ZONE = "/etc/localtime";
/** Larger than any zone's file. */
const LARGEST_FILE = 1 << 17;

/**
 * The zone of TZ, as glibc reads it. Unset: the system's zone. Empty: UTC. Otherwise a file (after an optional colon),
 * otherwise a rule, otherwise UTC. Windows has no such files: there TZ is a rule, otherwise the system's zone is used.
 */
export function findTimeZone(system: LuaSystem, variable: string | undefined): TimeZone {
  const name = variable?.replace(/^:/, "");
  if (system.os === "windows") return parseZoneRule(name ?? "") ?? systemZone(system.clock);
  if (name === undefined) return readZoneFile(system, LOCAL_ZONE) ?? fallback(system);
  if (name === "") return UTC;
  const path = name.startsWith("/") ? name : ZONE_FOLDER + name;
  return readZoneFile(system, path) ?? parseZoneRule(name) ?? unknownZone(name);
}

function fallback(system: LuaSystem): TimeZone {
  return system.os === "linux" ? UTC : systemZone(system.clock);
}

/** UTC with the name in TZ. */
function unknownZone(name: string): TimeZone {
  const letters = /^[A-Za-z]{3,}/.exec(name)?.[0] ?? "UTC";
  return { at: () => ({ offset: 0, daylight: false, name: letters }) };
}

function readZoneFile({ descriptors }: LuaSystem, path: string): TimeZone | undefined {
  const file = descriptors.open(encodeUtf8(path), OPEN_READ, 0);
  if (file < 0) return undefined;
  const content = new Uint8Array(LARGEST_FILE);
  let size = 0;
  while (size < content.length) {
    const count = descriptors.read(file, content, size, content.length - size);
    if (count <= 0) break;
    size += count;
  }
  descriptors.close(file);
  return parseZoneFile(content.subarray(0, size));
}
