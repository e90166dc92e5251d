/*
 * Changes to files and folders, for each platform. Paths are UTF-8, on POSIX any bytes. A negative result is minus
 * errno.
 */
#ifndef LUFF_DISK_PLATFORM_H
#define LUFF_DISK_PLATFORM_H

#include <stdbool.h>

typedef struct {
  const char* kind; /* "file", "directory", "link" or "other" */
  double size;
  int mode; /* the bits that chmod sets */
} platform_disk_entry_t;

typedef struct {
  const char* kind; /* as LuaFileSystem names it: "file", "directory", "link", "named pipe", … */
  double size, modified, accessed, changed; /* bytes; milliseconds since 1970 */
  double device, number, links, owner, group;
  int mode; /* the bits that chmod sets */
} platform_status_t;

/* All that the system knows of what is at a path. On Windows there is no owner and no group. */
int platform_status(const char* path, bool follows_links, platform_status_t*);
/* Milliseconds since 1970. */
int platform_set_times(const char* path, double accessed, double modified);
int platform_change_folder(const char* path);

/* Links are not followed. */
int platform_disk_entry(const char* path, platform_disk_entry_t*);
/*
 * The number of what is at the path, links not followed; on POSIX also when it was made. The caller frees the text.
 */
int platform_entry_identity(const char* path, char** identity);
/* The caller frees the text. -ENOSYS on Windows. */
int platform_read_link(const char* path, char** target);
int platform_set_mode(const char* path, int mode);
/* Waits until a file's content, or on POSIX a folder's names, are on the disk, if the file system can do that. */
int platform_sync(const char* path);
/* All that was written to the volume of a path: 1, or 0 where the system cannot wait for that. */
int platform_sync_volume(const char* path);
int platform_make_link(const char* path, const char* target);
/* Creates a link to an absolute folder, on Windows a junction. */
int platform_link_folder(const char* path, const char* target);
/*
 * Locks a file until it is released or the process ends, and writes the text into it; -EAGAIN if another process has
 * the lock.
 */
int platform_lock(const char* path, const char* owner);
void platform_unlock(int lock);

#endif
