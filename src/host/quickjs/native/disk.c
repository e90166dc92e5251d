/* Changes to files and folders, for JavaScript. A negative result is minus errno. */
#include "disk-platform.h"
#include "host.h"

#include <stdlib.h>

/* entry(path): {kind, size, mode} */
BINDING(disk_entry) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  platform_disk_entry_t found;
  int result = platform_disk_entry(path, &found);
  free(path);
  if (result < 0) return JS_NewInt32(ctx, result);
  JSValue entry = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, entry, "kind", JS_NewString(ctx, found.kind));
  JS_SetPropertyStr(ctx, entry, "size", JS_NewFloat64(ctx, found.size));
  JS_SetPropertyStr(ctx, entry, "mode", JS_NewInt32(ctx, found.mode));
  return entry;
}

/* status(path, followsLinks): what the system knows */
BINDING(disk_status) {
  bool follows_links = JS_ToBool(ctx, argv[1]);
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  platform_status_t found = {0};
  int result = platform_status(path, follows_links, &found);
  free(path);
  if (result < 0) return JS_NewInt32(ctx, result);
  const struct {
    const char* name;
    double value;
  } numbers[] = {
      {"size", found.size},     {"modified", found.modified}, {"accessed", found.accessed}, {"changed", found.changed},
      {"device", found.device}, {"number", found.number},     {"links", found.links},       {"owner", found.owner},
      {"group", found.group},   {"mode", found.mode},
  };
  JSValue status = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, status, "kind", JS_NewString(ctx, found.kind));
  for (size_t i = 0; i < countof(numbers); i++)
    JS_SetPropertyStr(ctx, status, numbers[i].name, JS_NewFloat64(ctx, numbers[i].value));
  return status;
}

/* setTimes(path, accessed, modified) */
BINDING(disk_set_times) {
  double accessed, modified;
  if (JS_ToFloat64(ctx, &accessed, argv[1]) < 0 || JS_ToFloat64(ctx, &modified, argv[2]) < 0) return JS_EXCEPTION;
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_set_times(path, accessed, modified);
  free(path);
  return JS_NewInt32(ctx, result);
}

/* changeFolder(path) */
BINDING(disk_change_folder) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_change_folder(path);
  free(path);
  return JS_NewInt32(ctx, result);
}

/* entryIdentity(path): bytes */
BINDING(disk_entry_identity) {
  char *path = host_text(ctx, argv[0]), *identity = NULL;
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_entry_identity(path, &identity);
  free(path);
  return host_bytes_or_failure(ctx, result, identity);
}

/* readLink(path): bytes */
BINDING(disk_read_link) {
  char *path = host_text(ctx, argv[0]), *target = NULL;
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_read_link(path, &target);
  free(path);
  return host_bytes_or_failure(ctx, result, target);
}

/* setMode(path, mode) */
BINDING(disk_set_mode) {
  int mode;
  if (JS_ToInt32(ctx, &mode, argv[1]) < 0) return JS_EXCEPTION;
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_set_mode(path, mode);
  free(path);
  return JS_NewInt32(ctx, result);
}

/* syncPath(path) */
BINDING(disk_sync_path) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_sync(path);
  free(path);
  return JS_NewInt32(ctx, result);
}

/* syncVolume(path): 1, or 0 where the system cannot */
BINDING(disk_sync_volume) {
  char* path = host_text(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  int result = platform_sync_volume(path);
  free(path);
  return JS_NewInt32(ctx, result);
}

static JSValue with_two_texts(JSContext* ctx, JSValueConst* argv, int (*call)(const char*, const char*)) {
  char *first = host_text(ctx, argv[0]), *second = first == NULL ? NULL : host_text(ctx, argv[1]);
  JSValue result = second == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, call(first, second));
  free(first);
  free(second);
  return result;
}

/* makeLink(path, target) */
BINDING(disk_make_link) { return with_two_texts(ctx, argv, platform_make_link); }

/* linkFolder(path, target) */
BINDING(disk_link_folder) { return with_two_texts(ctx, argv, platform_link_folder); }

/* lock(path, owner): the argument for unlock */
BINDING(disk_lock) { return with_two_texts(ctx, argv, platform_lock); }

BINDING(disk_unlock) {
  int lock;
  if (JS_ToInt32(ctx, &lock, argv[0]) < 0) return JS_EXCEPTION;
  platform_unlock(lock);
  return JS_UNDEFINED;
}

const host_function_t host_disk_functions[] = {
    JS_CFUNC_DEF("entry", 1, disk_entry),
    JS_CFUNC_DEF("status", 2, disk_status),
    JS_CFUNC_DEF("setTimes", 3, disk_set_times),
    JS_CFUNC_DEF("changeFolder", 1, disk_change_folder),
    JS_CFUNC_DEF("entryIdentity", 1, disk_entry_identity),
    JS_CFUNC_DEF("readLink", 1, disk_read_link),
    JS_CFUNC_DEF("setMode", 2, disk_set_mode),
    JS_CFUNC_DEF("syncPath", 1, disk_sync_path),
    JS_CFUNC_DEF("syncVolume", 1, disk_sync_volume),
    JS_CFUNC_DEF("makeLink", 2, disk_make_link),
    JS_CFUNC_DEF("linkFolder", 2, disk_link_folder),
    JS_CFUNC_DEF("lock", 2, disk_lock),
    JS_CFUNC_DEF("unlock", 1, disk_unlock),
};
const int host_disk_count = countof(host_disk_functions);
