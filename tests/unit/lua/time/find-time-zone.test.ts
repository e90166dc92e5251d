import { expect, test } from "bun:test";
import type { LuaSystem } from "../../../../src/host/lua-system.ts";
import { findTimeZone } from "../../../../src/lua/time/find-time-zone.ts";

/** A system without files whose clock is two hours east of UTC, and three in July. */
function systemOf(os: string, opened: string[] = []): LuaSystem {
  const offsetAt = (moment: number): number => (new Date(moment).getUTCMonth() === 6 ? 10800 : 7200);
  return {
    os,
    clock: { now: () => 0, sleep: async () => {}, processorTime: () => 0, offsetAt, zoneNameAt: () => "Here" },
    descriptors: {
      open: (path: Uint8Array) => {
        opened.push(Buffer.from(path).toString());
        return -2;
      },
    },
  } as unknown as LuaSystem;
}

test.each([
  [undefined, "/etc/localtime"],
  ["Europe/Paris", "/usr/share/zoneinfo/Europe/Paris"],
  [":Europe/Paris", "/usr/share/zoneinfo/Europe/Paris"],
  ["/my/zone", "/my/zone"],
])("looks for the file of %p", (variable, path) => {
  const opened: string[] = [];
  findTimeZone(systemOf("linux", opened), variable);
  expect(opened).toEqual([path]);
});

test.each([
  ["linux", "", "UTC", 0],
  ["linux", undefined, "UTC", 0],
  ["linux", "Nowhere/City", "Nowhere", 0],
  ["linux", "ABC-4", "ABC", 14400],
  ["darwin", undefined, "Here", 7200],
  ["windows", undefined, "Here", 7200],
  ["windows", "Europe/Paris", "Here", 7200],
  ["windows", "ABC-4", "ABC", 14400],
])("finds on %s for %p the zone %s", (os, variable, name, offset) => {
  expect(findTimeZone(systemOf(os), variable).at(0)).toEqual({ offset, daylight: false, name });
});

test("uses the larger offset of the platform's year as daylight saving time", () => {
  expect(findTimeZone(systemOf("windows"), undefined).at(Date.UTC(2024, 6, 15) / 1000).daylight).toBe(true);
});
