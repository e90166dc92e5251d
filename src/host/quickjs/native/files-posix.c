#include "files-platform.h"
#include "interrupts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Only a request to stop the machine ends a blocking call. */
#define UNTIL_INTERRUPTED(result, call) \
  do result = (call);                   \
  while (result < 0 && errno == EINTR && !host_interrupted())

static int outcome(int result) { return result < 0 ? -errno : result; }

int platform_open(const char* path, int bits, int permissions) {
  int flags = (bits & 3) == 3 ? O_RDWR : bits & 2 ? O_WRONLY : O_RDONLY;
  if (bits & 4) flags |= O_APPEND;
  if (bits & 8) flags |= O_CREAT;
  if (bits & 16) flags |= O_TRUNC;
  if (bits & 32) flags |= O_EXCL;
  if (bits & 64) flags |= O_NONBLOCK;
  int result;
  UNTIL_INTERRUPTED(result, open(path, flags | O_CLOEXEC, (mode_t)permissions));
  return outcome(result);
}

int platform_open_content(const char* path, bool limited) { return platform_open(path, limited ? 1 | 64 : 1, 0); }

int platform_close(int descriptor) { return outcome(close(descriptor)); }

int platform_require_own(int descriptor) {
  struct stat found;
  if (fstat(descriptor, &found) < 0) return -errno;
  return (found.st_uid == 0 || found.st_uid == geteuid()) && (found.st_mode & (S_IWGRP | S_IWOTH)) == 0 ? 0 : -EACCES;
}

int platform_require_own_folder(const char* path) {
  int descriptor = platform_open(path, 1, 0);
  if (descriptor < 0) return descriptor;
  int result = platform_require_own(descriptor);
  platform_close(descriptor);
  return result;
}

int platform_read(int descriptor, uint8_t* to, size_t length) {
  ssize_t count;
  UNTIL_INTERRUPTED(count, read(descriptor, to, length));
  return outcome((int)count);
}

int platform_write(int descriptor, const uint8_t* from, size_t length) {
  ssize_t count;
  UNTIL_INTERRUPTED(count, write(descriptor, from, length));
  return outcome((int)count);
}

int64_t platform_seek(int descriptor, int64_t distance, int base) {
  off_t position = lseek(descriptor, (off_t)distance, base == 0 ? SEEK_SET : base == 1 ? SEEK_CUR : SEEK_END);
  return position < 0 ? -errno : position;
}

int platform_remove(const char* path) {
  int result = unlink(path);
  if (result < 0 && (errno == EISDIR || errno == EPERM)) result = rmdir(path);
  return outcome(result);
}

int platform_rename(const char* from, const char* to) { return outcome(rename(from, to)); }

int platform_make_folder(const char* path, int permissions) { return outcome(mkdir(path, (mode_t)permissions)); }

int platform_list(const char* path, void (*take)(void* list, const char* name), void* list) {
  DIR* folder = opendir(path);
  if (folder == NULL) return -errno;
  for (struct dirent* entry; (entry = readdir(folder)) != NULL;)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) take(list, entry->d_name);
  closedir(folder);
  return 0;
}

int platform_stat(const char* path, platform_entry_t* entry) {
  struct stat found;
  if (stat(path, &found) < 0) return -errno;
  entry->kind = S_ISREG(found.st_mode) ? "file" : S_ISDIR(found.st_mode) ? "directory" : "other";
  entry->size = (double)found.st_size;
  entry->executable = access(path, X_OK) == 0;
  entry->modified = (double)found.st_mtim.tv_sec * 1000 + (double)found.st_mtim.tv_nsec / 1e6;
  return 0;
}

int platform_permissions(const char* path) {
  struct stat found;
  struct statvfs mounted;
  if (stat(path, &found) < 0 || statvfs(path, &mounted) < 0) return -errno;
  return (int)(found.st_mode & 07777) | (mounted.f_flag & ST_NOEXEC ? PLATFORM_NOEXEC : 0);
}

int platform_real_path(const char* path, char** real) {
  *real = realpath(path, NULL);
  return *real == NULL ? -errno : 0;
}

int platform_identity(const char* path, char** identity) {
  struct stat found;
  if (stat(path, &found) < 0) return -errno;
  int length = asprintf(identity, "%llx:%llx", (unsigned long long)found.st_dev, (unsigned long long)found.st_ino);
  return length < 0 ? -ENOMEM : 0;
}

int platform_make_temporary(char* path) {
  int descriptor = mkostemp(path, O_CLOEXEC);
  return descriptor < 0 ? -errno : outcome(close(descriptor));
}
