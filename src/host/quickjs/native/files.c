/* Files and descriptors, for JavaScript. Paths are Uint8Arrays; a negative result is minus errno. */
#include "files-platform.h"
#include "host.h"

#include <errno.h>
#include <stdlib.h>

/* open(path, bits, permissions) */
BINDING(file_open) {
  int bits, permissions;
  if (JS_ToInt32(ctx, &bits, argv[1]) < 0 || JS_ToInt32(ctx, &permissions, argv[2]) < 0) return JS_EXCEPTION;
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int descriptor = platform_open(path, bits, permissions);
  free(path);
  return JS_NewInt32(ctx, descriptor);
}

BINDING(file_close) {
  int descriptor;
  return JS_ToInt32(ctx, &descriptor, argv[0]) < 0 ? JS_EXCEPTION : JS_NewInt32(ctx, platform_close(descriptor));
}

BINDING(file_read) {
  int descriptor;
  size_t length;
  uint8_t* bytes = host_part(ctx, argv, &descriptor, &length);
  return bytes == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, platform_read(descriptor, bytes, length));
}

BINDING(file_write) {
  int descriptor;
  size_t length;
  uint8_t* bytes = host_part(ctx, argv, &descriptor, &length);
  return bytes == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, platform_write(descriptor, bytes, length));
}

/* seek(descriptor, distance, base): the new position */
BINDING(file_seek) {
  int descriptor, base;
  int64_t distance;
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0 || JS_ToInt64(ctx, &distance, argv[1]) < 0 || JS_ToInt32(ctx, &base, argv[2]) < 0)
    return JS_EXCEPTION;
  return JS_NewInt64(ctx, platform_seek(descriptor, distance, base));
}

/* Reads an open file up to a limit into memory that the caller frees; the length, or minus errno. */
static int64_t read_all(int descriptor, size_t limit, uint8_t** content) {
  size_t room = limit < 65536 ? limit : 65536, length = 0;
  *content = malloc(room + 1);
  while (*content != NULL && length < limit) {
    int count = platform_read(descriptor, *content + length, room - length);
    if (count < 0) return count;
    if (count == 0) break;
    length += (size_t)count;
    if (length < room) continue;
    room = room * 2 > limit ? limit : room * 2;
    uint8_t* larger = realloc(*content, room + 1);
    if (larger == NULL) return -ENOMEM;
    *content = larger;
  }
  return *content == NULL ? -ENOMEM : (int64_t)length;
}

static JSValue read_file(JSContext* ctx, JSValueConst* argv, bool own) {
  double limit;
  if (JS_ToFloat64(ctx, &limit, argv[1]) < 0) return JS_EXCEPTION;
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  bool limited = limit < INT32_MAX;
  int descriptor = platform_open_content(path, limited);
  free(path);
  if (descriptor < 0) return JS_NewInt32(ctx, descriptor);
  uint8_t* content = NULL;
  int64_t length = own ? platform_require_own(descriptor) : 0;
  if (length == 0) length = read_all(descriptor, limited ? (size_t)limit : INT32_MAX, &content);
  platform_close(descriptor);
  JSValue result = length < 0 ? JS_NewInt32(ctx, (int32_t)length) : host_new_bytes(ctx, content, (size_t)length);
  free(content);
  return result;
}

/*
 * readFile(path, limit): at most this many bytes of a file; a pipe without a writer is empty. Without a limit the whole
 * file.
 */
BINDING(file_read_file) { return read_file(ctx, argv, false); }

/* readOwnFile(path, limit): the same; -EACCES if another user than this one and root can write to the file */
BINDING(file_read_own) { return read_file(ctx, argv, true); }

/* requireOwn(path): 0, or -EACCES */
BINDING(file_require_own) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_require_own_folder(path);
  free(path);
  return JS_NewInt32(ctx, result);
}

BINDING(file_remove) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_remove(path);
  free(path);
  return JS_NewInt32(ctx, result);
}

BINDING(file_rename) {
  char *from = host_text(ctx, argv[0]), *to = from == NULL ? NULL : host_text(ctx, argv[1]);
  JSValue result = to == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, platform_rename(from, to));
  free(from);
  free(to);
  return result;
}

/* makeFolder(path, permissions) */
BINDING(file_make_folder) {
  int permissions;
  if (JS_ToInt32(ctx, &permissions, argv[1]) < 0) return JS_EXCEPTION;
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_make_folder(path, permissions);
  free(path);
  return JS_NewInt32(ctx, result);
}

/* list(path): names as Uint8Arrays */
BINDING(file_list) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  host_list_t names = host_new_list(ctx);
  int result = platform_list(path, host_append, &names);
  free(path);
  if (result >= 0) return names.array;
  JS_FreeValue(ctx, names.array);
  return JS_NewInt32(ctx, result);
}

/* stat(path): {kind, size, executable} */
BINDING(file_stat) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  platform_entry_t found;
  int result = platform_stat(path, &found);
  free(path);
  if (result < 0) return JS_NewInt32(ctx, result);
  JSValue stat = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, stat, "kind", JS_NewString(ctx, found.kind));
  JS_SetPropertyStr(ctx, stat, "size", JS_NewFloat64(ctx, found.size));
  JS_SetPropertyStr(ctx, stat, "executable", JS_NewBool(ctx, found.executable));
  JS_SetPropertyStr(ctx, stat, "modified", JS_NewFloat64(ctx, found.modified));
  return stat;
}

/* permissions(path): the mode's bits, and one for "noexec" */
BINDING(file_permissions) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_permissions(path);
  free(path);
  return JS_NewInt32(ctx, result);
}

/* realPath(path): bytes */
BINDING(file_real_path) {
  char *path = host_text(ctx, argv[0]), *real;
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_real_path(path, &real);
  free(path);
  return host_bytes_or_failure(ctx, result, real);
}

/* identity(path): bytes */
BINDING(file_identity) {
  char *path = host_text(ctx, argv[0]), *identity;
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_identity(path, &identity);
  free(path);
  return host_bytes_or_failure(ctx, result, identity);
}

/* makeTemporaryFile(path that ends in XXXXXX): bytes of the path of a new empty file */
BINDING(file_make_temporary) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_make_temporary(path);
  if (result >= 0) return host_bytes_or_failure(ctx, 0, path);
  free(path);
  return JS_NewInt32(ctx, result);
}

const host_function_t host_file_functions[] = {
    JS_CFUNC_DEF("open", 3, file_open),
    JS_CFUNC_DEF("close", 1, file_close),
    JS_CFUNC_DEF("read", 4, file_read),
    JS_CFUNC_DEF("write", 4, file_write),
    JS_CFUNC_DEF("seek", 3, file_seek),
    JS_CFUNC_DEF("readFile", 2, file_read_file),
    JS_CFUNC_DEF("readOwnFile", 2, file_read_own),
    JS_CFUNC_DEF("requireOwn", 1, file_require_own),
    JS_CFUNC_DEF("remove", 1, file_remove),
    JS_CFUNC_DEF("rename", 2, file_rename),
    JS_CFUNC_DEF("makeFolder", 2, file_make_folder),
    JS_CFUNC_DEF("list", 1, file_list),
    JS_CFUNC_DEF("stat", 1, file_stat),
    JS_CFUNC_DEF("permissions", 1, file_permissions),
    JS_CFUNC_DEF("realPath", 1, file_real_path),
    JS_CFUNC_DEF("identity", 1, file_identity),
    JS_CFUNC_DEF("makeTemporaryFile", 1, file_make_temporary),
};
const int host_file_count = countof(host_file_functions);
