/* Files and descriptors of POSIX. A negative result is minus errno. */
#include "host.h"
#include "interrupts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc

JSValue host_failure(JSContext* ctx) { return JS_NewInt32(ctx, -errno); }

static JSValue outcome(JSContext* ctx, int result) { return result < 0 ? host_failure(ctx) : JS_NewInt32(ctx, result); }

/* The path in a Uint8Array, ended by a zero; the caller frees it. A path with a zero in it names nothing. */
static char* path_of(JSContext* ctx, JSValueConst value) {
  size_t length;
  const uint8_t* bytes = host_bytes(ctx, value, &length);
  char* path = bytes == NULL ? NULL : malloc(length + 1);
  if (path == NULL) return NULL;
  memcpy(path, bytes, length);
  path[length] = 0;
  return path;
}

/* A call that blocks is left only for a wish to stop the machine. */
#define UNTIL_INTERRUPTED(result, call)                              \
  do result = (call);                                                \
  while (result < 0 && errno == EINTR && !host_interrupted())

/* open(path, bits, permissions): bits as in src/host/descriptors.ts */
static JSValue file_open(ARGUMENTS) {
  UNUSED;
  int bits, permissions;
  if (JS_ToInt32(ctx, &bits, argv[1]) < 0 || JS_ToInt32(ctx, &permissions, argv[2]) < 0) return JS_EXCEPTION;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int flags = (bits & 3) == 3 ? O_RDWR : bits & 2 ? O_WRONLY : O_RDONLY;
  if (bits & 4) flags |= O_APPEND;
  if (bits & 8) flags |= O_CREAT;
  if (bits & 16) flags |= O_TRUNC;
  if (bits & 32) flags |= O_EXCL;
  if (bits & 64) flags |= O_NONBLOCK;
  int result;
  UNTIL_INTERRUPTED(result, open(path, flags | O_CLOEXEC, (mode_t)permissions));
  free(path);
  return outcome(ctx, result);
}

static JSValue file_close(ARGUMENTS) {
  UNUSED;
  int descriptor;
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0) return JS_EXCEPTION;
  return outcome(ctx, close(descriptor));
}

/* The part of a buffer that (descriptor, buffer, offset, length) names. */
static uint8_t* part_of(JSContext* ctx, JSValueConst* argv, int* descriptor, size_t* length) {
  size_t size;
  uint32_t offset, wanted;
  if (JS_ToInt32(ctx, descriptor, argv[0]) < 0 || JS_ToUint32(ctx, &offset, argv[2]) < 0 || JS_ToUint32(ctx, &wanted, argv[3]) < 0)
    return NULL;
  uint8_t* bytes = host_bytes(ctx, argv[1], &size);
  if (bytes == NULL) return NULL;
  if (offset > size || wanted > size - offset) {
    JS_ThrowRangeError(ctx, "beyond the end of the buffer");
    return NULL;
  }
  *length = wanted;
  return bytes + offset;
}

static JSValue file_read(ARGUMENTS) {
  UNUSED;
  int descriptor;
  size_t length;
  uint8_t* bytes = part_of(ctx, argv, &descriptor, &length);
  if (bytes == NULL) return JS_EXCEPTION;
  ssize_t count;
  UNTIL_INTERRUPTED(count, read(descriptor, bytes, length));
  return outcome(ctx, (int)count);
}

static JSValue file_write(ARGUMENTS) {
  UNUSED;
  int descriptor;
  size_t length;
  uint8_t* bytes = part_of(ctx, argv, &descriptor, &length);
  if (bytes == NULL) return JS_EXCEPTION;
  ssize_t count;
  UNTIL_INTERRUPTED(count, write(descriptor, bytes, length));
  return outcome(ctx, (int)count);
}

/* seek(descriptor, distance, base): the new position */
static JSValue file_seek(ARGUMENTS) {
  UNUSED;
  int descriptor, base;
  double distance;
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0 || JS_ToFloat64(ctx, &distance, argv[1]) < 0 || JS_ToInt32(ctx, &base, argv[2]) < 0)
    return JS_EXCEPTION;
  off_t position = lseek(descriptor, (off_t)distance, base == 0 ? SEEK_SET : base == 1 ? SEEK_CUR : SEEK_END);
  return position < 0 ? host_failure(ctx) : JS_NewFloat64(ctx, (double)position);
}

/* All of an open file up to a limit, into memory that the caller frees; the length, or minus errno. */
static ssize_t read_all(int descriptor, size_t limit, uint8_t** content) {
  size_t room = 4096, length = 0;
  struct stat known;
  if (fstat(descriptor, &known) == 0 && known.st_size > 0) room = (size_t)known.st_size + 1;
  if (room > limit) room = limit;
  for (*content = malloc(room + 1); *content != NULL && length < limit;) {
    ssize_t count = read(descriptor, *content + length, room - length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -errno;
    if (count == 0) break;
    length += (size_t)count;
    if (length < room) continue;
    room = room * 2 > limit ? limit : room * 2;
    uint8_t* larger = realloc(*content, room + 1);
    if (larger == NULL) return -ENOMEM;
    *content = larger;
  }
  return *content == NULL ? -ENOMEM : (ssize_t)length;
}

/* readFile(path, limit): at most so many bytes of a file, where a pipe without a writer is empty; without a limit all of it */
static JSValue file_read_file(ARGUMENTS) {
  UNUSED;
  double limit;
  if (JS_ToFloat64(ctx, &limit, argv[1]) < 0) return JS_EXCEPTION;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int descriptor = open(path, O_RDONLY | O_CLOEXEC | (limit < INT32_MAX ? O_NONBLOCK : 0));
  free(path);
  if (descriptor < 0) return host_failure(ctx);
  uint8_t* content = NULL;
  ssize_t length = read_all(descriptor, limit < INT32_MAX ? (size_t)limit : INT32_MAX, &content);
  close(descriptor);
  JSValue result = length < 0 ? JS_NewInt32(ctx, (int32_t)length) : host_new_bytes(ctx, content, (size_t)length);
  free(content);
  return result;
}

static JSValue file_remove(ARGUMENTS) {
  UNUSED;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = unlink(path);
  if (result < 0 && (errno == EISDIR || errno == EPERM)) result = rmdir(path);
  free(path);
  return outcome(ctx, result);
}

static JSValue file_rename(ARGUMENTS) {
  UNUSED;
  char *from = path_of(ctx, argv[0]), *to = from == NULL ? NULL : path_of(ctx, argv[1]);
  if (to == NULL) {
    free(from);
    return JS_EXCEPTION;
  }
  int result = rename(from, to);
  free(from);
  free(to);
  return outcome(ctx, result);
}

/* makeFolder(path, permissions) */
static JSValue file_make_folder(ARGUMENTS) {
  UNUSED;
  int permissions;
  if (JS_ToInt32(ctx, &permissions, argv[1]) < 0) return JS_EXCEPTION;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = mkdir(path, (mode_t)permissions);
  free(path);
  return outcome(ctx, result);
}

/* list(path): names as Uint8Arrays, in the order of the system */
static JSValue file_list(ARGUMENTS) {
  UNUSED;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  DIR* folder = opendir(path);
  free(path);
  if (folder == NULL) return host_failure(ctx);
  JSValue names = JS_NewArray(ctx);
  uint32_t count = 0;
  for (struct dirent* entry; (entry = readdir(folder)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    JS_SetPropertyUint32(ctx, names, count++, host_new_bytes(ctx, (const uint8_t*)entry->d_name, strlen(entry->d_name)));
  }
  closedir(folder);
  return names;
}

/* stat(path): {kind, size, executable} or minus errno; follows links */
static JSValue file_stat(ARGUMENTS) {
  UNUSED;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  struct stat found;
  int result = stat(path, &found), executable = result == 0 && access(path, X_OK) == 0;
  if (result < 0) result = -errno;
  free(path);
  if (result < 0) return JS_NewInt32(ctx, result);
  const char* kind = S_ISREG(found.st_mode) ? "file" : S_ISDIR(found.st_mode) ? "directory" : "other";
  JSValue stat = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, stat, "kind", JS_NewString(ctx, kind));
  JS_SetPropertyStr(ctx, stat, "size", JS_NewFloat64(ctx, (double)found.st_size));
  JS_SetPropertyStr(ctx, stat, "modified", JS_NewFloat64(ctx, (double)found.st_mtim.tv_sec * 1e3 + (double)found.st_mtim.tv_nsec / 1e6));
  JS_SetPropertyStr(ctx, stat, "executable", JS_NewBool(ctx, executable));
  return stat;
}

/* realPath(path): bytes */
static JSValue file_real_path(ARGUMENTS) {
  UNUSED;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  char* real = realpath(path, NULL);
  free(path);
  if (real == NULL) return host_failure(ctx);
  JSValue result = host_new_bytes(ctx, (const uint8_t*)real, strlen(real));
  free(real);
  return result;
}

/* makeTemporaryFile(path that ends in XXXXXX): bytes of the path of a new empty file */
static JSValue file_make_temporary(ARGUMENTS) {
  UNUSED;
  char* path = path_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int descriptor = mkostemp(path, O_CLOEXEC);
  JSValue result = descriptor < 0 ? host_failure(ctx) : host_new_bytes(ctx, (const uint8_t*)path, strlen(path));
  if (descriptor >= 0) close(descriptor);
  free(path);
  return result;
}

const host_function_t host_file_functions[] = {
    JS_CFUNC_DEF("open", 3, file_open),
    JS_CFUNC_DEF("close", 1, file_close),
    JS_CFUNC_DEF("read", 4, file_read),
    JS_CFUNC_DEF("write", 4, file_write),
    JS_CFUNC_DEF("seek", 3, file_seek),
    JS_CFUNC_DEF("readFile", 2, file_read_file),
    JS_CFUNC_DEF("remove", 1, file_remove),
    JS_CFUNC_DEF("rename", 2, file_rename),
    JS_CFUNC_DEF("makeFolder", 2, file_make_folder),
    JS_CFUNC_DEF("list", 1, file_list),
    JS_CFUNC_DEF("stat", 1, file_stat),
    JS_CFUNC_DEF("realPath", 1, file_real_path),
    JS_CFUNC_DEF("makeTemporaryFile", 1, file_make_temporary),
};
const int host_file_count = countof(host_file_functions);
