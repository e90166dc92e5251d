#include "signals.h"

#include "host.h"

BINDING(signal_watch) {
  platform_watch_signals();
  return JS_UNDEFINED;
}

/* receivedSignal(): its number, or 0 */
BINDING(signal_received) { return JS_NewInt32(ctx, platform_received_signal()); }

BINDING(signal_end) {
  platform_end_signals();
  return JS_UNDEFINED;
}

const host_function_t host_signal_functions[] = {
    JS_CFUNC_DEF("watchSignals", 0, signal_watch),
    JS_CFUNC_DEF("receivedSignal", 0, signal_received),
    JS_CFUNC_DEF("endSignals", 0, signal_end),
};
const int host_signal_count = countof(host_signal_functions);
