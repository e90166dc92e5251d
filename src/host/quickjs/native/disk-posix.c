#include "disk-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int outcome(int result) { return result < 0 ? -errno : result; }

int platform_disk_entry(const char* path, platform_disk_entry_t* entry) {
  struct stat found;
  if (lstat(path, &found) < 0) return -errno;
  mode_t mode = found.st_mode;
  entry->kind = S_ISLNK(mode) ? "link" : S_ISDIR(mode) ? "directory" : S_ISREG(mode) ? "file" : "other";
  entry->size = (double)found.st_size;
  entry->mode = (int)(mode & 07777);
  return 0;
}

static const char* kind_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return "file";
    case S_IFDIR: return "directory";
    case S_IFLNK: return "link";
    case S_IFIFO: return "named pipe";
    case S_IFSOCK: return "socket";
    case S_IFCHR: return "char device";
    case S_IFBLK: return "block device";
    default: return "other";
  }
}

static double milliseconds(struct timespec time) { return (double)time.tv_sec * 1e3 + (double)(time.tv_nsec / 1000) / 1e3; }

int platform_status(const char* path, bool follows_links, platform_status_t* status) {
  struct stat found;
  if ((follows_links ? stat(path, &found) : lstat(path, &found)) < 0) return -errno;
  *status = (platform_status_t){
      .kind = kind_of(found.st_mode),
      .size = (double)found.st_size,
      .modified = milliseconds(found.st_mtim),
      .accessed = milliseconds(found.st_atim),
      .changed = milliseconds(found.st_ctim),
      .device = (double)found.st_dev,
      .number = (double)found.st_ino,
      .links = (double)found.st_nlink,
      .owner = found.st_uid,
      .group = found.st_gid,
      .mode = (int)(found.st_mode & 07777),
  };
  return 0;
}

static struct timespec time_of(double milliseconds) {
  double seconds = floor(milliseconds / 1e3);
  return (struct timespec){.tv_sec = (time_t)seconds, .tv_nsec = (long)((milliseconds - seconds * 1e3) * 1e6)};
}

int platform_set_times(const char* path, double accessed, double modified) {
  struct timespec times[] = {time_of(accessed), time_of(modified)};
  return outcome(utimensat(AT_FDCWD, path, times, 0));
}

int platform_change_folder(const char* path) { return outcome(chdir(path)); }

int platform_entry_identity(const char* path, char** identity) {
  struct statx found = {0};
  if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_BTIME, &found) < 0) return -errno;
  bool known = found.stx_mask & STATX_BTIME;
  unsigned long long made = known ? (unsigned long long)found.stx_btime.tv_sec * 1000000000 + found.stx_btime.tv_nsec : 0;
  int length = asprintf(identity, "%llu:%llu", (unsigned long long)found.stx_ino, made);
  return length < 0 ? -ENOMEM : 0;
}

int platform_read_link(const char* path, char** target) {
  char found[PATH_MAX];
  ssize_t length = readlink(path, found, sizeof found);
  if (length < 0) return -errno;
  *target = strndup(found, (size_t)length);
  return *target == NULL ? -ENOMEM : 0;
}

int platform_set_mode(const char* path, int mode) { return outcome(chmod(path, (mode_t)mode)); }

/* Some file systems cannot do this for a folder, and say EINVAL. */
int platform_sync(const char* path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return -errno;
  int result = fsync(descriptor) < 0 && errno != EINVAL ? -errno : 0;
  close(descriptor);
  return result;
}

int platform_sync_volume(const char* path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return -errno;
  int result = syncfs(descriptor) == 0;
  close(descriptor);
  return result;
}

int platform_make_link(const char* path, const char* target) { return outcome(symlink(target, path)); }

int platform_link_folder(const char* path, const char* target) { return outcome(symlink(target, path)); }

/* The text only informs. A full disk may have no room for it, and the lock is held all the same. */
static void write_owner(int descriptor, const char* owner) {
  size_t length = strlen(owner);
  bool written = ftruncate(descriptor, 0) == 0 && write(descriptor, owner, length) == (ssize_t)length;
  int emptied = written ? 0 : ftruncate(descriptor, 0);
  (void)emptied;
}

/* Started programs do not inherit the descriptor, which holds the lock. */
int platform_lock(const char* path, const char* owner) {
  int descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (descriptor < 0) return -errno;
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
    write_owner(descriptor, owner);
    return descriptor;
  }
  int failure = errno == EWOULDBLOCK ? -EAGAIN : -errno;
  close(descriptor);
  return failure;
}

void platform_unlock(int lock) {
  int emptied = ftruncate(lock, 0);
  (void)emptied; /* the text only informs */
  close(lock);
}
