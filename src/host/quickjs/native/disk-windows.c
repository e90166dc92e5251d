#include "disk-platform.h"
#include "windows-text.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <winioctl.h>

#define SHARE_ALL (FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)

/* Links are recognised by their tag. Other reparse points, such as files in a cloud, are treated as files or folders. */
static bool is_link(const WIN32_FIND_DATAW* found) {
  if (!(found->dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT)) return false;
  return found->dwReserved0 == IO_REPARSE_TAG_SYMLINK || found->dwReserved0 == IO_REPARSE_TAG_MOUNT_POINT;
}

int platform_disk_entry(const char* path, platform_disk_entry_t* entry) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  WIN32_FIND_DATAW found = {0};
  /* A root has no entry in a folder, and a name with a wildcard would find other files. */
  HANDLE search = wcspbrk(wide, L"*?") != NULL ? INVALID_HANDLE_VALUE : FindFirstFileW(wide, &found);
  if (search == INVALID_HANDLE_VALUE) {
    found.dwFileAttributes = GetFileAttributesW(wide);
    int failure = windows_outcome(found.dwFileAttributes != INVALID_FILE_ATTRIBUTES);
    free(wide);
    if (failure < 0) return failure;
  } else {
    FindClose(search);
    free(wide);
  }
  bool folder = found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
  entry->kind = is_link(&found) ? "link" : folder ? "directory" : "file";
  entry->size = folder ? 0 : (double)found.nFileSizeHigh * 4294967296.0 + found.nFileSizeLow;
  entry->mode = found.dwFileAttributes & FILE_ATTRIBUTE_READONLY ? 0444 : 0666;
  return 0;
}

static FILETIME time_of(double milliseconds) {
  uint64_t ticks = (uint64_t)(milliseconds * 1e4 + UNIX_EPOCH);
  return (FILETIME){.dwLowDateTime = (DWORD)ticks, .dwHighDateTime = (DWORD)(ticks >> 32)};
}

static bool is_open_link(HANDLE file) {
  FILE_ATTRIBUTE_TAG_INFO tag;
  if (!GetFileInformationByHandleEx(file, FileAttributeTagInfo, &tag, sizeof tag)) return false;
  if (!(tag.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT)) return false;
  return tag.ReparseTag == IO_REPARSE_TAG_SYMLINK || tag.ReparseTag == IO_REPARSE_TAG_MOUNT_POINT;
}

int platform_status(const char* path, bool follows_links, platform_status_t* status) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  DWORD flags = FILE_FLAG_BACKUP_SEMANTICS | (follows_links ? 0 : FILE_FLAG_OPEN_REPARSE_POINT);
  HANDLE file = CreateFileW(wide, FILE_READ_ATTRIBUTES, SHARE_ALL, NULL, OPEN_EXISTING, flags, NULL);
  int failure = windows_outcome(file != INVALID_HANDLE_VALUE);
  free(wide);
  if (failure < 0) return failure;
  BY_HANDLE_FILE_INFORMATION found = {0};
  bool disk = GetFileInformationByHandle(file, &found), link = disk && !follows_links && is_open_link(file);
  CloseHandle(file);
  bool folder = found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY;
  *status = (platform_status_t){
      .kind = link ? "link" : folder ? "directory" : disk ? "file" : "char device",
      .size = folder ? 0 : (double)found.nFileSizeHigh * 4294967296.0 + found.nFileSizeLow,
      .modified = disk ? windows_milliseconds(found.ftLastWriteTime) : 0,
      .accessed = disk ? windows_milliseconds(found.ftLastAccessTime) : 0,
      .changed = disk ? windows_milliseconds(found.ftLastWriteTime) : 0,
      .device = found.dwVolumeSerialNumber,
      .number = (double)found.nFileIndexHigh * 4294967296.0 + found.nFileIndexLow,
      .links = found.nNumberOfLinks,
      .mode = found.dwFileAttributes & FILE_ATTRIBUTE_READONLY ? 0444 : 0666,
  };
  return 0;
}

int platform_set_times(const char* path, double accessed, double modified) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  FILETIME read = time_of(accessed), written = time_of(modified);
  HANDLE file =
      CreateFileW(wide, FILE_WRITE_ATTRIBUTES, SHARE_ALL, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
  int result = windows_outcome(file != INVALID_HANDLE_VALUE && SetFileTime(file, NULL, &read, &written));
  if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
  free(wide);
  return result;
}

int platform_change_folder(const char* path) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  int result = windows_outcome(SetCurrentDirectoryW(wide));
  free(wide);
  return result;
}

/* NTFS counts in the number itself how often it has been given away. */
int platform_entry_identity(const char* path, char** identity) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  HANDLE file = CreateFileW(wide, FILE_READ_ATTRIBUTES, SHARE_ALL, NULL, OPEN_EXISTING,
                            FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS, NULL);
  BY_HANDLE_FILE_INFORMATION found = {0};
  int failure = windows_outcome(file != INVALID_HANDLE_VALUE && GetFileInformationByHandle(file, &found));
  if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
  free(wide);
  if (failure < 0) return failure;
  uint64_t index = (uint64_t)found.nFileIndexHigh << 32 | found.nFileIndexLow;
  char text[24];
  snprintf(text, sizeof text, "%llu", (unsigned long long)index);
  *identity = strdup(text);
  return *identity == NULL ? -ENOMEM : 0;
}

int platform_read_link(const char* path, char** target) {
  (void)path;
  (void)target;
  return -ENOSYS;
}

/* Of a mode, Windows stores only whether the owner may write. */
int platform_set_mode(const char* path, int mode) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  DWORD attributes = GetFileAttributesW(wide);
  bool good = attributes != INVALID_FILE_ATTRIBUTES;
  if (good) {
    DWORD changed = mode & 0200 ? attributes & ~(DWORD)FILE_ATTRIBUTE_READONLY : attributes | FILE_ATTRIBUTE_READONLY;
    good = SetFileAttributesW(wide, changed == 0 ? FILE_ATTRIBUTE_NORMAL : changed);
  }
  int result = windows_outcome(good);
  free(wide);
  return result;
}

int platform_sync(const char* path) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  HANDLE file = CreateFileW(wide, GENERIC_WRITE, SHARE_ALL, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
  int result = windows_outcome(file != INVALID_HANDLE_VALUE && FlushFileBuffers(file));
  if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
  free(wide);
  return result;
}

/* Windows lets only an administrator do this. */
int platform_sync_volume(const char* path) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  int result = windows_outcome(GetFileAttributesW(wide) != INVALID_FILE_ATTRIBUTES);
  free(wide);
  return result;
}

int platform_make_link(const char* path, const char* target) {
  wchar_t *link = wide_of(path), *wide = wide_of(target);
  int result = link == NULL || wide == NULL ? -ENOMEM : 0;
  if (result == 0) result = windows_outcome(CreateSymbolicLinkW(link, wide, 0));
  free(link);
  free(wide);
  return result;
}

/* REPARSE_DATA_BUFFER of a junction: the path for the kernel and the path to show, each ended by a zero. */
typedef struct {
  ULONG tag;
  USHORT length, reserved;
  USHORT substitute_offset, substitute_length, print_offset, print_length;
  wchar_t paths[];
} junction_t;

static junction_t* junction_to(const wchar_t* target, DWORD* size) {
  static const wchar_t prefix[] = L"\\??\\";
  size_t length = wcslen(target), whole = wcslen(prefix) + length;
  if (whole + length > 16000) return NULL;
  size_t bytes = offsetof(junction_t, paths) + (whole + length + 2) * sizeof(wchar_t);
  junction_t* junction = calloc(1, bytes);
  if (junction == NULL) return NULL;
  junction->tag = IO_REPARSE_TAG_MOUNT_POINT;
  junction->length = (USHORT)(bytes - offsetof(junction_t, substitute_offset));
  junction->substitute_length = (USHORT)(whole * sizeof(wchar_t));
  junction->print_offset = (USHORT)((whole + 1) * sizeof(wchar_t));
  junction->print_length = (USHORT)(length * sizeof(wchar_t));
  wcscpy(junction->paths, prefix);
  wcscat(junction->paths, target);
  wcscpy(junction->paths + whole + 1, target);
  *size = (DWORD)bytes;
  return junction;
}

static int make_junction(const wchar_t* path, const wchar_t* target) {
  DWORD size = 0, returned;
  junction_t* junction = junction_to(target, &size);
  if (junction == NULL) return -ENAMETOOLONG;
  int result = windows_outcome(CreateDirectoryW(path, NULL));
  if (result == 0) {
    HANDLE folder = CreateFileW(path, GENERIC_WRITE, SHARE_ALL, NULL, OPEN_EXISTING,
                                FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS, NULL);
    bool made = folder != INVALID_HANDLE_VALUE &&
                DeviceIoControl(folder, FSCTL_SET_REPARSE_POINT, junction, size, NULL, 0, &returned, NULL);
    result = windows_outcome(made);
    if (folder != INVALID_HANDLE_VALUE) CloseHandle(folder);
    if (!made) RemoveDirectoryW(path);
  }
  free(junction);
  return result;
}

int platform_link_folder(const char* path, const char* target) {
  wchar_t *link = wide_of(path), *wide = wide_of(target);
  int result = link == NULL || wide == NULL ? -ENOMEM : make_junction(link, wide);
  free(link);
  free(wide);
  return result;
}

/* While the file is open, others can only read it. */
int platform_lock(const char* path, const char* owner) {
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return -ENOMEM;
  HANDLE file = CreateFileW(wide, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  DWORD error = GetLastError(), written;
  free(wide);
  if (file == INVALID_HANDLE_VALUE) return error == ERROR_SHARING_VIOLATION ? -EAGAIN : -windows_errno(error);
  WriteFile(file, owner, (DWORD)strlen(owner), &written, NULL);
  return (int)(intptr_t)file; /* a handle has 32 significant bits, in 64-bit programs too */
}

void platform_unlock(int lock) { CloseHandle((HANDLE)(intptr_t)lock); }
