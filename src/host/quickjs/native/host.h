/* The interface between the parts of the host. Every function here takes the context of the one runtime. */
#ifndef LUFF_HOST_H
#define LUFF_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quickjs.h"

#define countof(x) (sizeof(x) / sizeof((x)[0]))

/* The bytes of a Uint8Array from an offset on; NULL with an exception if the value is not one, or too short. */
uint8_t* host_bytes(JSContext*, JSValueConst, size_t* length);
JSValue host_new_bytes(JSContext*, const uint8_t*, size_t length);
/* The bytes of a string or a Uint8Array, ended by a zero; NULL with an exception. The caller frees them. */
char* host_text(JSContext*, JSValueConst);
/* The texts of an array, with NULL at the end; NULL with an exception. The caller frees them. */
char** host_texts(JSContext*, JSValueConst array);
void host_free_texts(char**);
/* The part of a buffer that the arguments (number, buffer, offset, length) select; NULL with an exception. */
uint8_t* host_part(JSContext*, JSValueConst* argv, int* number, size_t* length);
/* A Uint8Array of the text, which is freed. If the result is negative, returns the result, and there is no text. */
JSValue host_bytes_or_failure(JSContext*, int result, char* text);

/* An array that is being filled. */
typedef struct {
  JSContext* ctx;
  JSValue array;
  uint32_t count;
} host_list_t;
host_list_t host_new_list(JSContext*);
/* Appends a text as a Uint8Array to a host_list_t. */
void host_append(void* list, const char* text);

/* A function for JavaScript; it need not use its parameters. */
#define UNUSED __attribute__((unused))
#define BINDING(name) \
  static JSValue name(JSContext* ctx UNUSED, JSValueConst this UNUSED, int argc UNUSED, JSValueConst* argv UNUSED)

typedef JSCFunctionListEntry host_function_t;
extern const host_function_t host_text_functions[], host_file_functions[], host_disk_functions[], host_process_functions[],
    host_system_functions[], host_interrupt_functions[], host_signal_functions[],
    host_digest_functions[], host_compression_functions[], host_program_functions[];
extern const int host_text_count, host_file_count, host_disk_count, host_process_count, host_system_count, host_interrupt_count,
    host_signal_count, host_digest_count, host_compression_count, host_program_count;

/* The object with which JavaScript makes a Lua machine. */
JSValue wasm_new_module(JSContext*);

/* The program's arguments, UTF-8 on Windows and bytes on POSIX. */
extern int host_argc;
extern char** host_argv;

#endif
