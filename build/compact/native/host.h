/* The parts of the host see each other through this. Every function here takes the context of the one runtime. */
#ifndef LUFF_HOST_H
#define LUFF_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quickjs.h"

#define countof(x) (sizeof(x) / sizeof((x)[0]))

/* The bytes of a Uint8Array that start at an offset; NULL with an exception where the value is none or too short. */
uint8_t* host_bytes(JSContext*, JSValueConst, size_t* length);
JSValue host_new_bytes(JSContext*, const uint8_t*, size_t length);
/* An error of the system as a result: minus errno. */
JSValue host_failure(JSContext*);

typedef JSCFunctionListEntry host_function_t;
extern const host_function_t host_text_functions[], host_file_functions[], host_process_functions[], host_system_functions[],
    host_interrupt_functions[];
extern const int host_text_count, host_file_count, host_process_count, host_system_count, host_interrupt_count;

/* The object through which JavaScript makes a Lua machine. */
JSValue wasm_new_module(JSContext*);

#ifndef _WIN32
/* Whether the caller ignores SIGPIPE: then programs that are started here ignore it too. */
extern bool host_pipes_ignored;
#endif

extern int host_argc;
extern char** host_argv;

#endif
