/* Descriptors of the C run-time, in which 0 to 2 are the standard streams. */
#include "files-platform.h"
#include "windows-text.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHARE_ALL (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

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

int platform_open(const char* path, int bits, int permissions) {
  (void)permissions;
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  HANDLE file = open_file(wide, bits);
  int failure = windows_outcome(file != INVALID_HANDLE_VALUE);
  free(wide);
  if (failure < 0) return failure;
  int descriptor = _open_osfhandle((intptr_t)file, _O_BINARY | _O_NOINHERIT);
  if (descriptor >= 0) return descriptor;
  CloseHandle(file);
  return -errno;
}

static bool is_folder(const char* path) {
  platform_entry_t found;
  return platform_stat(path, &found) == 0 && found.kind[0] == 'd';
}

int platform_open_content(const char* path, bool limited) {
  (void)limited;
  int descriptor = platform_open(path, 1, 0);
  return descriptor < 0 && is_folder(path) ? -EISDIR : descriptor;
}

int platform_close(int descriptor) { return _close(descriptor) < 0 ? -errno : 0; }

int platform_require_own(int descriptor) {
  (void)descriptor;
  return 0;
}

int platform_require_own_folder(const char* path) {
  (void)path;
  return 0;
}

static HANDLE handle_of(int descriptor) { return (HANDLE)_get_osfhandle(descriptor); }

/* The end of a pipe is treated as the end of a file. */
int platform_read(int descriptor, uint8_t* to, size_t length) {
  DWORD count = 0;
  if (ReadFile(handle_of(descriptor), to, (DWORD)length, &count, NULL)) return (int)count;
  DWORD error = GetLastError();
  return error == ERROR_BROKEN_PIPE || error == ERROR_HANDLE_EOF ? 0 : -windows_errno(error);
}

int platform_write(int descriptor, const uint8_t* from, size_t length) {
  DWORD count = 0;
  int failure = windows_outcome(WriteFile(handle_of(descriptor), from, (DWORD)length, &count, NULL));
  return failure < 0 ? failure : (int)count;
}

int64_t platform_seek(int descriptor, int64_t distance, int base) {
  HANDLE file = handle_of(descriptor);
  if (GetFileType(file) != FILE_TYPE_DISK) return file == INVALID_HANDLE_VALUE ? -EBADF : -ESPIPE;
  LARGE_INTEGER by = {.QuadPart = distance}, now;
  int failure = windows_outcome(SetFilePointerEx(file, by, &now, (DWORD)base));
  return failure < 0 ? failure : now.QuadPart;
}

int platform_remove(const char* path) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  DWORD attributes = GetFileAttributesW(wide);
  bool folder = attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY);
  int result = windows_outcome(folder ? RemoveDirectoryW(wide) : DeleteFileW(wide));
  free(wide);
  return result;
}

int platform_rename(const char* from, const char* to) {
  wchar_t *old = wide_of(from), *new = wide_of(to);
  int result = old == NULL || new == NULL ? -ENOMEM : windows_outcome(MoveFileExW(old, new, MOVEFILE_REPLACE_EXISTING));
  free(old);
  free(new);
  return result;
}

int platform_make_folder(const char* path, int permissions) {
  (void)permissions;
  wchar_t* wide = wide_of(path);
  int result = wide == NULL ? -ENOMEM : windows_outcome(CreateDirectoryW(wide, NULL));
  free(wide);
  return result;
}

static int list_matches(const wchar_t* pattern, void (*take)(void* list, const char* name), void* list) {
  WIN32_FIND_DATAW found;
  HANDLE search = FindFirstFileW(pattern, &found);
  if (search == INVALID_HANDLE_VALUE) return windows_outcome(false);
  do {
    if (wcscmp(found.cFileName, L".") == 0 || wcscmp(found.cFileName, L"..") == 0) continue;
    char* name = utf8_of(found.cFileName, wcslen(found.cFileName));
    if (name != NULL) take(list, name);
    free(name);
  } while (FindNextFileW(search, &found));
  FindClose(search);
  return 0;
}

int platform_list(const char* path, void (*take)(void* list, const char* name), void* list) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  size_t length = wcslen(wide);
  wchar_t* pattern = realloc(wide, (length + 3) * sizeof *pattern);
  if (pattern == NULL) {
    free(wide);
    return -ENOMEM;
  }
  wcscpy(pattern + length, L"\\*");
  int result = list_matches(pattern, take, list);
  free(pattern);
  platform_entry_t found;
  return result < 0 && platform_stat(path, &found) == 0 && found.kind[0] != 'd' ? -ENOTDIR : result;
}

/*
 * A handle to what is at the path, following links, only for queries; minus errno if there is nothing. Under a name that
 * Windows cannot have ("a?", a line end) there is nothing, as in Node.
 */
static int open_entry(const char* path, HANDLE* entry) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  *entry = CreateFileW(wide, FILE_READ_ATTRIBUTES, SHARE_ALL, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
  int failure = windows_outcome(*entry != INVALID_HANDLE_VALUE);
  if (failure < 0 && GetLastError() == ERROR_INVALID_NAME) failure = -ENOENT;
  free(wide);
  return failure;
}

int platform_stat(const char* path, platform_entry_t* stat) {
  HANDLE entry;
  int failure = open_entry(path, &entry);
  if (failure < 0) return failure;
  BY_HANDLE_FILE_INFORMATION found = {0};
  bool disk = GetFileInformationByHandle(entry, &found);
  CloseHandle(entry);
  bool folder = found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
  stat->kind = folder ? "directory" : disk ? "file" : "other";
  stat->size = disk && !folder ? (double)found.nFileSizeHigh * 4294967296.0 + found.nFileSizeLow : 0;
  stat->executable = disk && !folder;
  stat->modified = disk ? windows_milliseconds(found.ftLastWriteTime) : 0;
  return 0;
}

int platform_permissions(const char* path) {
  (void)path;
  return -ENOSYS;
}

/* Without the prefix that Windows puts before such paths. */
int platform_real_path(const char* path, char** real) {
  HANDLE entry;
  int failure = open_entry(path, &entry);
  if (failure < 0) return failure;
  wchar_t found[32768];
  DWORD length = GetFinalPathNameByHandleW(entry, found, sizeof found / sizeof *found, 0);
  CloseHandle(entry);
  if (length == 0 || length >= sizeof found / sizeof *found) return windows_outcome(false);
  size_t skip = 0;
  if (wcsncmp(found, L"\\\\?\\UNC\\", 8) == 0) found[skip = 6] = L'\\';
  else if (wcsncmp(found, L"\\\\?\\", 4) == 0) skip = 4;
  *real = utf8_of(found + skip, length - skip);
  return *real == NULL ? -ENOMEM : 0;
}

/* Some file systems have no file numbers; then the path. */
int platform_identity(const char* path, char** identity) {
  HANDLE entry;
  int failure = open_entry(path, &entry);
  if (failure < 0) return failure;
  BY_HANDLE_FILE_INFORMATION found = {0};
  bool known = GetFileInformationByHandle(entry, &found);
  CloseHandle(entry);
  if (!known || (found.nFileIndexHigh | found.nFileIndexLow) == 0) return platform_real_path(path, identity);
  char text[32];
  snprintf(text, sizeof text, "%lx:%lx:%lx", found.dwVolumeSerialNumber, found.nFileIndexHigh, found.nFileIndexLow);
  *identity = strdup(text);
  return *identity == NULL ? -ENOMEM : 0;
}

int platform_make_temporary(char* path) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  size_t length = strlen(path);
  for (int attempt = 0; attempt < 100 && length >= 6; attempt++) {
    LARGE_INTEGER counter;
    QueryPerformanceCounter(&counter);
    uint64_t seed = ((uint64_t)counter.QuadPart + (uint64_t)attempt) * 6364136223846793005u + GetCurrentProcessId();
    for (size_t i = length - 6; i < length; i++, seed = seed * 6364136223846793005u + 1) path[i] = letters[(seed >> 33) % 36];
    int descriptor = platform_open(path, 1 | 2 | 8 | 32, 0);
    if (descriptor != -EEXIST) return descriptor < 0 ? descriptor : platform_close(descriptor);
  }
  return -EEXIST;
}
