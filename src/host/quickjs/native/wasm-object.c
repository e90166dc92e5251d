/* The compiled module for JavaScript: {instantiate(imports)} returns {exports, functionAt}; {spanWriter(last, errno)}. */
#include "files-platform.h"
#include "host.h"
#include "wasm-module.h"

#include <errno.h>
#include <stdlib.h>

static JSContext* context;
static JSValue* imported;    /* by import */
static bool has_buffer;
static JSValue buffer;     /* of the memory as it is */
static JSValue trap_class; /* of the error that a trap becomes */
static bool prepared;

static int to_wasm(JSContext* ctx, char type, JSValueConst value, wasm_value_t* out) {
  if (type == 'i') {
    if (JS_VALUE_GET_TAG(value) == JS_TAG_INT) {
      out->i = (uint32_t)JS_VALUE_GET_INT(value);
      return 0;
    }
    return JS_ToInt32(ctx, (int32_t*)&out->i, value);
  }
  if (type == 'j') return JS_ToBigInt64(ctx, (int64_t*)&out->j, value);
  double number;
  if (JS_ToFloat64(ctx, &number, value) < 0) return -1;
  if (type == 'f') out->f = (float)number;
  else out->d = number;
  return 0;
}

static JSValue from_wasm(JSContext* ctx, char type, const wasm_value_t* value) {
  switch (type) {
    case 'i':
      return JS_NewInt32(ctx, (int32_t)value->i);
    case 'j':
      return JS_NewBigInt64(ctx, (int64_t)value->j);
    case 'f':
      return JS_NewFloat64(ctx, value->f);
    case 'd':
      return JS_NewFloat64(ctx, value->d);
    default:
      return JS_UNDEFINED;
  }
}

static JSValue throw_trap(JSContext* ctx, int trap) {
  JSValue text = JS_NewString(ctx, wasm_trap_text(trap));
  JSValue error = JS_CallConstructor(ctx, trap_class, 1, (JSValueConst*)&text);
  JS_FreeValue(ctx, text);
  return JS_IsException(error) ? error : JS_Throw(ctx, error);
}

static JSValue call_wasm(JSContext* ctx, uint32_t signature, wasm_rt_function_ptr_t function, int argc, JSValueConst* argv) {
  const wasm_signature_t* type = &wasm_signatures[signature];
  wasm_value_t values[WASM_MAX_PARAMS] = {0};
  for (int i = 0; i < argc && type->text[i + 1] != 0; i++)
    if (to_wasm(ctx, type->text[i + 1], argv[i], &values[i]) < 0) return JS_EXCEPTION;
  int end = wasm_enter(type, function, values);
  if (end == 0) return from_wasm(ctx, type->text[0], values);
  if (end == WASM_THREW) return JS_EXCEPTION;
  return throw_trap(ctx, end);
}

static void call_javascript(uint32_t signature, JSValueConst function, wasm_value_t* values) {
  const char* type = wasm_signatures[signature].text;
  JSContext* ctx = context;
  JSValue argv[WASM_MAX_PARAMS];
  int argc = 0;
  wasm_pause();
  for (; type[argc + 1] != 0; argc++) argv[argc] = from_wasm(ctx, type[argc + 1], &values[argc]);
  JSValue result = JS_Call(ctx, function, JS_UNDEFINED, argc, (JSValueConst*)argv);
  for (int i = 0; i < argc; i++) JS_FreeValue(ctx, argv[i]);
  if (JS_IsException(result)) wasm_leave(WASM_THREW);
  int failed = type[0] == 'v' ? 0 : to_wasm(ctx, type[0], result, &values[0]);
  JS_FreeValue(ctx, result);
  if (failed < 0) wasm_leave(WASM_THREW);
  wasm_resume();
}

void wasm_import_call(uint32_t import, wasm_value_t* values) {
  call_javascript(wasm_imports[import].signature, imported[import], values);
}

static JSValue call_export(JSContext* ctx, JSValueConst this, int argc, JSValueConst* argv, int magic) {
  (void)this;
  const wasm_export_t* function = &wasm_exports[magic];
  return call_wasm(ctx, function->signature, function->func, argc, argv);
}

static JSValue call_slot(JSContext* ctx, JSValueConst this, int argc, JSValueConst* argv, int magic, JSValue* data) {
  (void)this;
  (void)magic;
  uint32_t slot = (uint32_t)JS_VALUE_GET_INT(data[0]);
  if (slot >= wasm_table->size || wasm_table->data[slot].type == 0) return JS_ThrowRangeError(ctx, "no function at %u", slot);
  return call_wasm(ctx, wasm_table->data[slot].type - 1, wasm_table->data[slot].func, argc, argv);
}

/* functionAt(slot): calls the function in a table slot. */
static JSValue function_at(JSContext* ctx, JSValueConst this, int argc, JSValueConst* argv) {
  (void)this;
  uint32_t slot;
  if (argc < 1 || JS_ToUint32(ctx, &slot, argv[0]) < 0) return JS_EXCEPTION;
  JSValueConst data = JS_NewInt32(ctx, (int32_t)slot);
  return JS_NewCFunctionData(ctx, call_slot, 1, 0, 1, &data);
}

void wasm_memory_moved(void) {
  if (!has_buffer) return;
  has_buffer = false;
  JS_DetachArrayBuffer(context, buffer);
  JS_FreeValue(context, buffer);
}

static JSValue memory_buffer(JSContext* ctx, JSValueConst this) {
  (void)this;
  if (!has_buffer) buffer = JS_NewArrayBuffer(ctx, wasm_memory->data, wasm_memory->size, NULL, NULL, false);
  has_buffer = true;
  return JS_DupValue(ctx, buffer);
}

/* grow(pages): the old page count; a RangeError if there is no more memory. A buffer has at most INT32_MAX bytes. */
static JSValue memory_grow(JSContext* ctx, JSValueConst this, int argc, JSValueConst* argv) {
  (void)this;
  uint32_t pages;
  if (argc < 1 || JS_ToUint32(ctx, &pages, argv[0]) < 0) return JS_EXCEPTION;
  bool fits = pages < 0x8000 && wasm_memory->pages + pages < 0x8000;
  uint32_t before = fits ? wasm_rt_grow_memory(wasm_memory, pages) : UINT32_MAX;
  if (before == UINT32_MAX) return JS_ThrowRangeError(ctx, "out of memory");
  return JS_NewUint32(ctx, before);
}

static const JSCFunctionListEntry memory_functions[] = {
    JS_CGETSET_DEF("buffer", memory_buffer, NULL),
    JS_CFUNC_DEF("grow", 1, memory_grow),
};

static void drop_instance(JSContext* ctx) {
  wasm_memory_moved();
  for (uint32_t i = 0; imported != NULL && i < wasm_import_count; i++) JS_FreeValue(ctx, imported[i]);
  free(imported);
  imported = NULL;
}

static int take_imports(JSContext* ctx, JSValueConst modules) {
  imported = calloc(wasm_import_count, sizeof *imported);
  if (imported == NULL) return -1;
  for (uint32_t i = 0; i < wasm_import_count; i++) imported[i] = JS_UNDEFINED;
  for (uint32_t i = 0; i < wasm_import_count; i++) {
    JSValue module = JS_GetPropertyStr(ctx, modules, wasm_imports[i].module);
    if (JS_IsException(module)) return -1;
    imported[i] = JS_GetPropertyStr(ctx, module, wasm_imports[i].name);
    JS_FreeValue(ctx, module);
    if (JS_IsException(imported[i])) return -1;
  }
  return 0;
}

static JSValue new_exports(JSContext* ctx) {
  JSValue exports = JS_NewObject(ctx), memory = JS_NewObject(ctx);
  JS_SetPropertyFunctionList(ctx, memory, memory_functions, countof(memory_functions));
  JS_SetPropertyStr(ctx, exports, "memory", memory);
  for (uint32_t i = 0; i < wasm_export_count; i++) {
    const wasm_export_t* each = &wasm_exports[i];
    int length = (int)strlen(wasm_signatures[each->signature].text) - 1;
    JS_SetPropertyStr(ctx, exports, each->name,
                      JS_NewCFunctionMagic(ctx, call_export, each->name, length, JS_CFUNC_generic_magic, (int)i));
  }
  return exports;
}

/* Words of the machine's memory, which is little-endian. False, or nothing, beyond its end. */
static bool load_word(uint64_t address, uint32_t* word) {
  if (address + 4 > wasm_memory->size) return false;
  const uint8_t* at = wasm_memory->data + address;
  *word = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
  return true;
}

static void store_word(uint32_t address, uint32_t word) {
  if (address + (uint64_t)4 > wasm_memory->size) return;
  for (int i = 0; i < 4; i++) wasm_memory->data[address + (uint32_t)i] = (uint8_t)(word >> 8 * i);
}

/* Writes spans up to the first that is not written whole. Returns the number of bytes, or minus errno if there are none. */
static int write_all(int descriptor, uint32_t spans, uint32_t count, uint8_t* last) {
  int total = 0;
  uint32_t address, length;
  for (uint64_t span = spans; count > 0; count--, span += 8) {
    bool fits = load_word(span, &address) && load_word(span + 4, &length) && address + (uint64_t)length <= wasm_memory->size;
    if (fits && length == 0) continue;
    int moved = fits ? platform_write(descriptor, wasm_memory->data + address, length) : -EFAULT;
    if (moved <= 0) return total == 0 ? moved : total;
    total += moved;
    *last = wasm_memory->data[address + (uint32_t)moved - 1];
    if ((uint32_t)moved < length) break;
  }
  return total;
}

/* A SpanWriter of descriptors.ts. Its data are `last` and `errno`. */
static JSValue write_spans(JSContext* ctx, JSValueConst this, int argc, JSValueConst* argv, int magic, JSValue* data) {
  (void)this;
  (void)magic;
  int descriptor;
  uint32_t spans, count, result, number;
  size_t kept;
  if (argc < 4 || JS_ToInt32(ctx, &descriptor, argv[0]) < 0 || JS_ToUint32(ctx, &spans, argv[1]) < 0) return JS_EXCEPTION;
  if (JS_ToUint32(ctx, &count, argv[2]) < 0 || JS_ToUint32(ctx, &result, argv[3]) < 0) return JS_EXCEPTION;
  uint8_t* last = host_bytes(ctx, data[0], &kept);
  if (last == NULL || JS_ToUint32(ctx, &number, data[1]) < 0) return JS_EXCEPTION;
  uint8_t other;
  int total = write_all(descriptor, spans, count, descriptor >= 0 && (size_t)descriptor < kept ? last + descriptor : &other);
  if (total > 0) {
    store_word(result, (uint32_t)total);
    store_word(number, EBADF);
  }
  return JS_NewInt32(ctx, total);
}

static JSValue span_writer(JSContext* ctx, JSValueConst this, int argc, JSValueConst* argv) {
  (void)this;
  if (argc < 2) return JS_ThrowTypeError(ctx, "spanWriter takes the last bytes and an address");
  return JS_NewCFunctionData(ctx, write_spans, 4, 0, 2, argv);
}

static void call_instantiate(wasm_rt_function_ptr_t function, wasm_value_t* values) {
  (void)function;
  (void)values;
  wasm_instantiate();
}
static const wasm_signature_t instantiation = {"v", call_instantiate};

/* instantiate(imports, RuntimeError): there is only one machine; a previous one no longer exists after this. */
static JSValue instantiate(JSContext* ctx, JSValueConst this, int argc, JSValueConst* argv) {
  (void)this;
  if (argc < 2) return JS_ThrowTypeError(ctx, "instantiate takes the imports and the class of a trap");
  context = ctx;
  if (!prepared) {
    prepared = true;
    trap_class = JS_DupValue(ctx, argv[1]);
    wasm_install_traps();
  }
  drop_instance(ctx);
  if (take_imports(ctx, argv[0]) < 0) return JS_EXCEPTION;
  wasm_value_t none;
  int end = wasm_enter(&instantiation, NULL, &none);
  if (end != 0) return throw_trap(ctx, end);
  JSValue instance = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, instance, "exports", new_exports(ctx));
  JS_SetPropertyStr(ctx, instance, "functionAt", JS_NewCFunction(ctx, function_at, "functionAt", 1));
  return instance;
}

JSValue wasm_new_module(JSContext* ctx) {
  JSValue module = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, module, "instantiate", JS_NewCFunction(ctx, instantiate, "instantiate", 2));
  JS_SetPropertyStr(ctx, module, "spanWriter", JS_NewCFunction(ctx, span_writer, "spanWriter", 2));
  return module;
}
