/* Starts QuickJS with the embedded program and runs its jobs to their end. */
#include "host.h"
#include "system-platform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* generated: the modules of the program as bytecode, the main one first */
typedef struct {
  const char* name;
  const uint8_t* code;
  uint32_t size;
} embedded_t;
extern const embedded_t embedded[];
extern const uint32_t embedded_count;

int host_argc;
char** host_argv;

static bool has_unhandled;
static JSValue unhandled, unhandled_reason; /* the last promise that was rejected with nobody listening */

static void forget_unhandled(JSContext* ctx) {
  if (!has_unhandled) return;
  has_unhandled = false;
  JS_FreeValue(ctx, unhandled);
  JS_FreeValue(ctx, unhandled_reason);
}

/* A rejection counts only if it is still unhandled when no job is left. */
static void on_rejection(JSContext* ctx, JSValueConst promise, JSValueConst reason, JS_BOOL handled, void* opaque) {
  (void)opaque;
  if (!handled) {
    forget_unhandled(ctx);
    unhandled = JS_DupValue(ctx, promise);
    unhandled_reason = JS_DupValue(ctx, reason);
    has_unhandled = true;
  } else if (has_unhandled && JS_VALUE_GET_PTR(promise) == JS_VALUE_GET_PTR(unhandled)) {
    forget_unhandled(ctx);
  }
}

static bool has_idle;
static JSValue idle; /* what is called as soon as no job is left */

/* whenIdle(function): called once */
BINDING(main_when_idle) {
  if (has_idle) JS_FreeValue(ctx, idle);
  idle = JS_DupValue(ctx, argv[0]);
  has_idle = true;
  return JS_UNDEFINED;
}

static const host_function_t main_functions[] = {JS_CFUNC_DEF("whenIdle", 1, main_when_idle)};

/* 0 if there is nothing to call; negative with an exception. */
static int call_idle(JSContext* ctx) {
  if (!has_idle) return 0;
  JSValue function = idle;
  has_idle = false;
  JSValue result = JS_Call(ctx, function, JS_UNDEFINED, 0, NULL);
  JS_FreeValue(ctx, function);
  JS_FreeValue(ctx, result);
  return JS_IsException(result) ? -1 : 1;
}

#define MACHINE_FAULT 125 /* as src/errors/exit-statuses.ts has it */

static int report_no_memory(void) {
  fputs("Error: not enough memory [machine-failed]\nHint: a limit on the memory of this process is too low; on POSIX `ulimit -v` shows it.\n", stderr);
  return MACHINE_FAULT;
}

static int report(JSContext* ctx, JSValue error) {
  if (JS_IsNull(error)) return report_no_memory(); /* not even for an Error */
  const char* text = JS_ToCString(ctx, error);
  /* What QuickJS says where not even the error fits into memory. */
  if (text == NULL || strcmp(text, "[unsupported type]") == 0 || strstr(text, "out of memory") != NULL) return report_no_memory();
  fprintf(stderr, "Error: %s [bug]\n", text);
  JS_FreeCString(ctx, text);
  if (JS_IsObject(error)) {
    JSValue stack = JS_GetPropertyStr(ctx, error, "stack");
    const char* lines = JS_IsUndefined(stack) ? NULL : JS_ToCString(ctx, stack);
    if (lines != NULL) fputs(lines, stderr);
    JS_FreeCString(ctx, lines);
    JS_FreeValue(ctx, stack);
  }
  JS_FreeValue(ctx, error);
  return 70;
}

static const embedded_t* find_embedded(const char* name) {
  const char* slash = strrchr(name, '/');
  const char* base = slash == NULL ? name : slash + 1;
  for (uint32_t i = 0; i < embedded_count; i++)
    if (strcmp(embedded[i].name, base) == 0) return &embedded[i];
  return NULL;
}

static JSValue read_embedded(JSContext* ctx, const embedded_t* module) {
  return JS_ReadObject(ctx, module->code, module->size, JS_READ_OBJ_BYTECODE);
}

static JSModuleDef* load_module(JSContext* ctx, const char* name, void* opaque) {
  (void)opaque;
  const embedded_t* found = find_embedded(name);
  if (found == NULL) {
    JS_ThrowReferenceError(ctx, "no module %s in this executable", name);
    return NULL;
  }
  JSValue module = read_embedded(ctx, found);
  if (JS_IsException(module)) return NULL;
  JSModuleDef* definition = JS_VALUE_GET_PTR(module);
  JS_FreeValue(ctx, module);
  return definition;
}

static int init_host_module(JSContext* ctx, JSModuleDef* module) {
  JS_SetModuleExportList(ctx, module, main_functions, countof(main_functions));
  JS_SetModuleExportList(ctx, module, host_text_functions, host_text_count);
  JS_SetModuleExportList(ctx, module, host_file_functions, host_file_count);
  JS_SetModuleExportList(ctx, module, host_disk_functions, host_disk_count);
  JS_SetModuleExportList(ctx, module, host_process_functions, host_process_count);
  JS_SetModuleExportList(ctx, module, host_program_functions, host_program_count);
  JS_SetModuleExportList(ctx, module, host_system_functions, host_system_count);
  JS_SetModuleExportList(ctx, module, host_interrupt_functions, host_interrupt_count);
  JS_SetModuleExportList(ctx, module, host_signal_functions, host_signal_count);
  JS_SetModuleExportList(ctx, module, host_digest_functions, host_digest_count);
  JS_SetModuleExportList(ctx, module, host_compression_functions, host_compression_count);
  return JS_SetModuleExport(ctx, module, "luaModule", wasm_new_module(ctx));
}

static void add_host_module(JSContext* ctx) {
  JSModuleDef* module = JS_NewCModule(ctx, "qjs:host", init_host_module);
  JS_AddModuleExportList(ctx, module, main_functions, countof(main_functions));
  JS_AddModuleExportList(ctx, module, host_text_functions, host_text_count);
  JS_AddModuleExportList(ctx, module, host_file_functions, host_file_count);
  JS_AddModuleExportList(ctx, module, host_disk_functions, host_disk_count);
  JS_AddModuleExportList(ctx, module, host_process_functions, host_process_count);
  JS_AddModuleExportList(ctx, module, host_program_functions, host_program_count);
  JS_AddModuleExportList(ctx, module, host_system_functions, host_system_count);
  JS_AddModuleExportList(ctx, module, host_interrupt_functions, host_interrupt_count);
  JS_AddModuleExportList(ctx, module, host_signal_functions, host_signal_count);
  JS_AddModuleExportList(ctx, module, host_digest_functions, host_digest_count);
  JS_AddModuleExportList(ctx, module, host_compression_functions, host_compression_count);
  JS_AddModuleExport(ctx, module, "luaModule");
}

/* No eval: the executable does not contain the JavaScript compiler. */
static JSContext* new_context(JSRuntime* runtime) {
  JSContext* ctx = JS_NewContextRaw(runtime);
  if (ctx == NULL) return NULL;
  JS_AddIntrinsicBaseObjects(ctx);
  JS_AddIntrinsicDate(ctx);
  JS_AddIntrinsicStringNormalize(ctx);
  JS_AddIntrinsicRegExpCompiler(ctx);
  JS_AddIntrinsicRegExp(ctx);
  JS_AddIntrinsicJSON(ctx);
  JS_AddIntrinsicProxy(ctx);
  JS_AddIntrinsicMapSet(ctx);
  JS_AddIntrinsicTypedArrays(ctx);
  JS_AddIntrinsicPromise(ctx);
  JS_AddIntrinsicWeakRef(ctx);
  return ctx;
}

#ifdef LUFF_SANITIZED
/* Nothing is freed at the end, so leaks are not reported. luff itself does not use this status. */
const char* __asan_default_options(void);
const char* __asan_default_options(void) { return "detect_leaks=0:exitcode=86:print_stacktrace=1"; }
#endif

static int run(JSContext* ctx) {
  JSValue program = read_embedded(ctx, &embedded[0]);
  if (JS_IsException(program) || JS_ResolveModule(ctx, program) < 0) return report(ctx, JS_GetException(ctx));
  JSValue ended = JS_EvalFunction(ctx, program);
  if (JS_IsException(ended)) return report(ctx, JS_GetException(ctx));
  JS_FreeValue(ctx, ended);
  for (;;) {
    JSContext* which;
    int more = JS_ExecutePendingJob(JS_GetRuntime(ctx), &which);
    if (more == 0) more = call_idle(ctx);
    if (more < 0) return report(ctx, JS_GetException(ctx));
    if (more == 0) break;
  }
  return has_unhandled ? report(ctx, JS_DupValue(ctx, unhandled_reason)) : 0;
}

int main(int argc, char** argv) {
  host_argv = platform_begin(&argc, argv);
  host_argc = argc;
  JSRuntime* runtime = JS_NewRuntime();
  JSContext* ctx = runtime == NULL ? NULL : new_context(runtime);
  if (ctx == NULL) return report_no_memory();
  JS_SetMaxStackSize(runtime, platform_stack_limit());
  JS_SetGCThreshold(runtime, 16u << 20);
  JS_SetModuleLoaderFunc(runtime, NULL, load_module, NULL);
  JS_SetHostPromiseRejectionTracker(runtime, on_rejection, NULL);
  add_host_module(ctx);
  /* Nothing is freed: the process ends here. */
  return run(ctx);
}
