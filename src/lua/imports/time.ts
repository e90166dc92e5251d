import { asciiBytes, encodeUtf8, latin1 } from "../bytes.ts";
import type { Pointer } from "../lua-exports.ts";
import type { Imports, Machine } from "../machine.ts";
import { breakTime, readBrokenTime, writeBrokenTime, type BrokenTime } from "../time/broken-time.ts";
import { findTimeZone } from "../time/find-time-zone.ts";
import { formatTime } from "../time/format-time.ts";
import { makeTime, type TimeSearch } from "../time/make-time.ts";
import type { TimeZone } from "../time/time-zone.ts";

const EARLIEST_YEAR = -(2 ** 31) + 1900;
const LATEST_YEAR = 2 ** 31 - 1 + 1900;
const GMT: TimeZone = { at: () => ({ offset: 0, daylight: false, name: "GMT" }) };

/** Calendar time in the time zone of the script's environment. */
export function timeImports(machine: Machine): Imports {
  const { system, script } = machine;
  let search: TimeSearch | undefined;
  let broken: BrokenTime | undefined;
  const local = (): TimeSearch => (search ??= { zone: findTimeZone(system, script.environment["TZ"]), lastShift: 0 });
  const breakIn = (moment: bigint, at: Pointer, zone: TimeZone): void => {
    broken = breakTime(moment, zone);
    writeBrokenTime(machine.memory, at, broken);
  };
  return {
    emscripten_date_now: () => machine.clock.now(),
    _emscripten_get_now_is_monotonic: () => 1,
    _tzset_js: () => undefined,
    _gmtime_js: (moment: bigint, at: Pointer) => breakIn(moment, at, GMT),
    _localtime_js: (moment: bigint, at: Pointer) => breakIn(moment, at, local().zone),
    _mktime_js: (at: Pointer) => makeMoment(machine, at, local()),
    /** Only os.date calls this, directly after it has broken down the time, so the zone's name is known. */
    strftime: (to: Pointer, size: number, format: Pointer, at: Pointer) => {
      const time = { ...readBrokenTime(machine.memory, at), zone: broken?.zone ?? "" };
      return putText(machine, formatTime(latin1(machine.memory.cString(format)), time), { to, size });
    },
  };
}

/** mktime: returns the moment, or -1, and stores its parts in the struct tm. */
function makeMoment(machine: Machine, at: Pointer, search: TimeSearch): bigint {
  const moment = makeTime(readBrokenTime(machine.memory, at), search);
  if (moment === undefined) return -1n;
  const time = breakTime(moment, search.zone);
  if (time.year < EARLIEST_YEAR || time.year > LATEST_YEAR) return -1n;
  writeBrokenTime(machine.memory, at, time);
  return moment;
}

function putText(
  machine: Machine,
  text: string,
  { to, size }: { readonly to: Pointer; readonly size: number },
): number {
  const bytes = /^[\0-\x7f]*$/.test(text) ? asciiBytes(text) : encodeUtf8(text);
  if (bytes.length >= size) return 0;
  machine.memory.setCString(to, bytes);
  return bytes.length;
}
