import type { Imports, Machine } from "../machine.ts";

export function timeImports(machine: Machine): Imports {
  return {
    emscripten_date_now: () => machine.system.clock.now(),
    _emscripten_get_now_is_monotonic: () => 1,
    _mktime_js: () => -1n,
    _localtime_js: () => undefined,
    _gmtime_js: () => undefined,
    _tzset_js: () => undefined,
    strftime: () => 0,
  };
}
