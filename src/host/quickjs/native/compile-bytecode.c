/*
 * compile-bytecode OUT.c NAME=FILE...: compiles ECMAScript modules to QuickJS bytecode in C arrays, for main.c. Runs at
 * build time, on a machine (or an emulated one) of the target's byte order.
 */
#include "quickjs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int no_init(JSContext* ctx, JSModuleDef* module) {
  (void)ctx;
  (void)module;
  return 0;
}

/* Imports of a module are resolved when it runs. */
static JSModuleDef* placeholder(JSContext* ctx, const char* name, void* opaque) {
  (void)opaque;
  return JS_NewCModule(ctx, name, no_init);
}

static char* read_file(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char* text = malloc(*size + 1);
  *size = fread(text, 1, *size, file);
  text[*size] = 0;
  fclose(file);
  return text;
}

static void compile(FILE* out, const char* name, const char* path, int index) {
  size_t length, size;
  char* source = read_file(path, &length);
  JSRuntime* runtime = JS_NewRuntime();
  JS_SetStripInfo(runtime, JS_STRIP_SOURCE);
  JS_SetModuleLoaderFunc(runtime, NULL, placeholder, NULL);
  JSContext* ctx = JS_NewContext(runtime);
  JSValue module = JS_Eval(ctx, source, length, name, JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY);
  if (JS_IsException(module)) {
    fprintf(stderr, "%s: %s\n", path, JS_ToCString(ctx, JS_GetException(ctx)));
    exit(1);
  }
  uint8_t* code = JS_WriteObject(ctx, &size, module, JS_WRITE_OBJ_BYTECODE);
  fprintf(out, "static const uint8_t code_%d[%zu] = {", index, size);
  for (size_t i = 0; i < size; i++) fprintf(out, "%s%d,", i % 32 == 0 ? "\n" : "", code[i]);
  fprintf(out, "\n};\n");
  free(source);
}

int main(int argc, char** argv) {
  FILE* out = argc > 2 ? fopen(argv[1], "w") : NULL;
  if (out == NULL) {
    fputs("usage: compile-bytecode OUT.c NAME=FILE...\n", stderr);
    return 2;
  }
  fputs("#include <stdint.h>\n", out);
  for (int i = 2; i < argc; i++) {
    char* path = strchr(argv[i], '=');
    if (path == NULL) return 2;
    *path = 0;
    compile(out, argv[i], path + 1, i);
  }
  fputs("typedef struct { const char* name; const uint8_t* code; uint32_t size; } embedded_t;\nconst embedded_t embedded[] = {\n", out);
  for (int i = 2; i < argc; i++) fprintf(out, "  {\"%s\", code_%d, sizeof code_%d},\n", argv[i], i, i);
  fprintf(out, "};\nconst uint32_t embedded_count = %d;\n", argc - 2);
  return fclose(out);
}
