/* Files and descriptors of Windows. Descriptors are those of the C run-time, whose numbers 0 to 2 are the standard streams. */
#include "windows-text.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc
#define SHARE_ALL (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

JSValue host_failure(JSContext* ctx) { return JS_NewInt32(ctx, -errno); }

/* bits as in src/host/descriptors.ts */
static HANDLE open_file(const wchar_t* path, int bits) {
  DWORD access = (bits & 1 ? GENERIC_READ : 0) | (bits & 2 ? GENERIC_WRITE : 0);
  if (bits & 4) access = (bits & 1 ? GENERIC_READ : 0) | FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES | SYNCHRONIZE;
  DWORD how = OPEN_EXISTING;
  if ((bits & 40) == 40) how = CREATE_NEW;
  else if ((bits & 24) == 24) how = CREATE_ALWAYS;
  else if (bits & 8) how = OPEN_ALWAYS;
  else if (bits & 16) how = TRUNCATE_EXISTING;
  return CreateFileW(path, access, SHARE_ALL, NULL, how, FILE_ATTRIBUTE_NORMAL, NULL);
}

/* open(path, bits, permissions) */
static JSValue file_open(ARGUMENTS) {
  UNUSED;
  int bits;
  if (JS_ToInt32(ctx, &bits, argv[1]) < 0) return JS_EXCEPTION;
  wchar_t* path = wide_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  HANDLE file = open_file(path, bits);
  free(path);
  if (file == INVALID_HANDLE_VALUE) return windows_failure(ctx);
  int descriptor = _open_osfhandle((intptr_t)file, _O_BINARY | _O_NOINHERIT);
  if (descriptor >= 0) return JS_NewInt32(ctx, descriptor);
  CloseHandle(file);
  return host_failure(ctx);
}

static JSValue file_close(ARGUMENTS) {
  UNUSED;
  int descriptor;
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0) return JS_EXCEPTION;
  return _close(descriptor) < 0 ? host_failure(ctx) : JS_NewInt32(ctx, 0);
}

/* The part of a buffer that (descriptor, buffer, offset, length) names. */
static uint8_t* part_of(JSContext* ctx, JSValueConst* argv, int* descriptor, DWORD* length) {
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

static HANDLE handle_of(int descriptor) { return (HANDLE)_get_osfhandle(descriptor); }

/* The end of a pipe and the end of a file are both 0 bytes. */
static int read_some(HANDLE file, uint8_t* bytes, DWORD length) {
  DWORD count = 0;
  if (ReadFile(file, bytes, length, &count, NULL)) return (int)count;
  DWORD error = GetLastError();
  if (error == ERROR_OPERATION_ABORTED) return -EINTR;
  return error == ERROR_BROKEN_PIPE || error == ERROR_HANDLE_EOF ? 0 : -windows_errno(error);
}

static JSValue file_read(ARGUMENTS) {
  UNUSED;
  int descriptor;
  DWORD length;
  uint8_t* bytes = part_of(ctx, argv, &descriptor, &length);
  return bytes == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, read_some(handle_of(descriptor), bytes, length));
}

static JSValue file_write(ARGUMENTS) {
  UNUSED;
  int descriptor;
  DWORD length, count = 0;
  uint8_t* bytes = part_of(ctx, argv, &descriptor, &length);
  if (bytes == NULL) return JS_EXCEPTION;
  if (!WriteFile(handle_of(descriptor), bytes, length, &count, NULL)) return windows_failure(ctx);
  return JS_NewInt32(ctx, (int32_t)count);
}

/* seek(descriptor, distance, base): the new position */
static JSValue file_seek(ARGUMENTS) {
  UNUSED;
  int descriptor, base;
  double distance;
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0 || JS_ToFloat64(ctx, &distance, argv[1]) < 0 || JS_ToInt32(ctx, &base, argv[2]) < 0)
    return JS_EXCEPTION;
  HANDLE file = handle_of(descriptor);
  if (GetFileType(file) != FILE_TYPE_DISK) return JS_NewInt32(ctx, file == INVALID_HANDLE_VALUE ? -EBADF : -ESPIPE);
  LARGE_INTEGER by = {.QuadPart = (LONGLONG)distance}, now;
  if (!SetFilePointerEx(file, by, &now, (DWORD)base)) return windows_failure(ctx);
  return JS_NewFloat64(ctx, (double)now.QuadPart);
}

/* readFile(path, limit): at most so many bytes of a file */
static JSValue file_read_file(ARGUMENTS) {
  UNUSED;
  double limit;
  if (JS_ToFloat64(ctx, &limit, argv[1]) < 0) return JS_EXCEPTION;
  wchar_t* path = wide_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  HANDLE file = open_file(path, 1);
  DWORD error = GetLastError(), attributes = file == INVALID_HANDLE_VALUE ? GetFileAttributesW(path) : 0;
  free(path);
  if (file == INVALID_HANDLE_VALUE) {
    bool folder = attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY);
    return JS_NewInt32(ctx, folder ? -EISDIR : -windows_errno(error));
  }
  size_t most = limit < INT32_MAX ? (size_t)limit : INT32_MAX, room = most < 65536 ? most : 65536, length = 0;
  uint8_t* content = malloc(room + 1);
  int count = 0;
  while (content != NULL && length < most && (count = read_some(file, content + length, (DWORD)(room - length))) > 0) {
    length += (size_t)count;
    if (length < room) continue;
    room = room * 2 > most ? most : room * 2;
    content = realloc(content, room + 1);
  }
  CloseHandle(file);
  if (content == NULL) return JS_NewInt32(ctx, -ENOMEM);
  JSValue result = count < 0 ? JS_NewInt32(ctx, count) : host_new_bytes(ctx, content, length);
  free(content);
  return result;
}

/* Removes a file, a link or an empty folder. */
static JSValue file_remove(ARGUMENTS) {
  UNUSED;
  wchar_t* path = wide_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  DWORD attributes = GetFileAttributesW(path);
  bool folder = attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY);
  JSValue result = (folder ? RemoveDirectoryW(path) : DeleteFileW(path)) ? JS_NewInt32(ctx, 0) : windows_failure(ctx);
  free(path);
  return result;
}

/* As on POSIX a file at the new path is replaced. */
static JSValue file_rename(ARGUMENTS) {
  UNUSED;
  wchar_t *from = wide_of(ctx, argv[0]), *to = from == NULL ? NULL : wide_of(ctx, argv[1]);
  if (to == NULL) {
    free(from);
    return JS_EXCEPTION;
  }
  JSValue result = MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING) ? JS_NewInt32(ctx, 0) : windows_failure(ctx);
  free(from);
  free(to);
  return result;
}

static JSValue file_make_folder(ARGUMENTS) {
  UNUSED;
  wchar_t* path = wide_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  JSValue result = CreateDirectoryW(path, NULL) ? JS_NewInt32(ctx, 0) : windows_failure(ctx);
  free(path);
  return result;
}

/* list(path): names as Uint8Arrays, in the order of the system */
static JSValue file_list(ARGUMENTS) {
  UNUSED;
  wchar_t* path = wide_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  size_t length = wcslen(path);
  DWORD attributes = GetFileAttributesW(path);
  wchar_t* pattern = realloc(path, (length + 3) * sizeof *pattern);
  if (pattern == NULL) return JS_ThrowOutOfMemory(ctx);
  wcscpy(pattern + length, L"\\*");
  WIN32_FIND_DATAW found;
  HANDLE search = FindFirstFileW(pattern, &found);
  free(pattern);
  if (search == INVALID_HANDLE_VALUE) {
    bool file = attributes != INVALID_FILE_ATTRIBUTES && !(attributes & FILE_ATTRIBUTE_DIRECTORY);
    return file ? JS_NewInt32(ctx, -ENOTDIR) : windows_failure(ctx);
  }
  JSValue names = JS_NewArray(ctx);
  uint32_t count = 0;
  do {
    if (wcscmp(found.cFileName, L".") != 0 && wcscmp(found.cFileName, L"..") != 0)
      JS_SetPropertyUint32(ctx, names, count++, bytes_of_wide(ctx, found.cFileName, wcslen(found.cFileName)));
  } while (FindNextFileW(search, &found));
  FindClose(search);
  return names;
}

/* A handle to whatever is at the path, links followed, for questions only. */
static HANDLE open_entry(JSContext* ctx, JSValueConst value, bool* failed) {
  wchar_t* path = wide_of(ctx, value);
  *failed = path == NULL;
  if (path == NULL) return INVALID_HANDLE_VALUE;
  HANDLE entry = CreateFileW(path, FILE_READ_ATTRIBUTES, SHARE_ALL, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
  DWORD error = GetLastError();
  free(path);
  SetLastError(error);
  return entry;
}

/* stat(path): {kind, size, modified, executable} or minus errno */
static JSValue file_stat(ARGUMENTS) {
  UNUSED;
  bool failed;
  HANDLE entry = open_entry(ctx, argv[0], &failed);
  if (failed) return JS_EXCEPTION;
  if (entry == INVALID_HANDLE_VALUE) return windows_failure(ctx);
  BY_HANDLE_FILE_INFORMATION found = {0};
  bool disk = GetFileInformationByHandle(entry, &found);
  CloseHandle(entry);
  bool folder = found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
  double size = disk && !folder ? (double)found.nFileSizeHigh * 4294967296.0 + found.nFileSizeLow : 0;
  double ticks = (double)found.ftLastWriteTime.dwHighDateTime * 4294967296.0 + found.ftLastWriteTime.dwLowDateTime;
  JSValue stat = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, stat, "kind", JS_NewString(ctx, folder ? "directory" : disk ? "file" : "other"));
  JS_SetPropertyStr(ctx, stat, "size", JS_NewFloat64(ctx, size));
  JS_SetPropertyStr(ctx, stat, "modified", JS_NewFloat64(ctx, ticks / 10000 - 11644473600000.0));
  JS_SetPropertyStr(ctx, stat, "executable", JS_NewBool(ctx, disk && !folder));
  return stat;
}

/* realPath(path): bytes, without the prefix that Windows puts before such paths */
static JSValue file_real_path(ARGUMENTS) {
  UNUSED;
  bool failed;
  HANDLE entry = open_entry(ctx, argv[0], &failed);
  if (failed) return JS_EXCEPTION;
  if (entry == INVALID_HANDLE_VALUE) return windows_failure(ctx);
  wchar_t path[32768];
  DWORD length = GetFinalPathNameByHandleW(entry, path, countof(path), 0);
  CloseHandle(entry);
  if (length == 0 || length >= countof(path)) return windows_failure(ctx);
  if (wcsncmp(path, L"\\\\?\\UNC\\", 8) == 0) {
    path[6] = L'\\';
    return bytes_of_wide(ctx, path + 6, length - 6);
  }
  size_t skip = wcsncmp(path, L"\\\\?\\", 4) == 0 ? 4 : 0;
  return bytes_of_wide(ctx, path + skip, length - skip);
}

/* makeTemporaryFile(path that ends in XXXXXX): bytes of the path of a new empty file */
static JSValue file_make_temporary(ARGUMENTS) {
  UNUSED;
  static const wchar_t letters[] = L"abcdefghijklmnopqrstuvwxyz0123456789";
  wchar_t* path = wide_of(ctx, argv[0]);
  if (path == NULL) return JS_EXCEPTION;
  size_t length = wcslen(path);
  for (int attempt = 0; attempt < 100 && length >= 6; attempt++) {
    LARGE_INTEGER counter;
    QueryPerformanceCounter(&counter);
    uint64_t seed = ((uint64_t)counter.QuadPart + (uint64_t)attempt) * 6364136223846793005u + GetCurrentProcessId();
    for (size_t i = length - 6; i < length; i++, seed = seed * 6364136223846793005u + 1) path[i] = letters[(seed >> 33) % 36];
    HANDLE file = open_file(path, 1 | 2 | 8 | 32);
    if (file == INVALID_HANDLE_VALUE && GetLastError() == ERROR_FILE_EXISTS) continue;
    JSValue result = file == INVALID_HANDLE_VALUE ? windows_failure(ctx) : bytes_of_wide(ctx, path, length);
    if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
    free(path);
    return result;
  }
  free(path);
  return JS_NewInt32(ctx, -EEXIST);
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
