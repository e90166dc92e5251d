/* Files and descriptors, for each platform. Paths are UTF-8, on POSIX any bytes. A negative result is minus errno. */
#ifndef LUFF_FILES_PLATFORM_H
#define LUFF_FILES_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* bits as in src/host/descriptors.ts; children do not inherit the descriptor. */
int platform_open(const char* path, int bits, int permissions);
/*
 * Opens a file to read its content. A folder is -EISDIR, here or when it is read. If the content is limited, it does
 * not wait for a pipe's writer.
 */
int platform_open_content(const char* path, bool limited);
int platform_close(int descriptor);
/*
 * 0; -EACCES if the open file, or the folder, belongs to another user than the process's and root, or others may write
 * to it. 0 on Windows, which has no such bits.
 */
int platform_require_own(int descriptor);
int platform_require_own_folder(const char* path);
/* The number of bytes, 0 at the end; -EINTR if the machine must stop. */
int platform_read(int descriptor, uint8_t* to, size_t length);
int platform_write(int descriptor, const uint8_t* from, size_t length);
/* The new position; base 0 is the start, 1 the position, 2 the end. */
int64_t platform_seek(int descriptor, int64_t distance, int base);

/* Removes a file, a link or an empty folder. */
int platform_remove(const char* path);
/* A file at the new path is replaced. */
int platform_rename(const char* from, const char* to);
int platform_make_folder(const char* path, int permissions);
/* Hands each name but . and .. to `take`, in the order of the system. */
int platform_list(const char* path, void (*take)(void* list, const char* name), void* list);

typedef struct {
  const char* kind; /* "file", "directory" or "other" */
  double size;
  bool executable;
  double modified; /* milliseconds since 1970 */
} platform_entry_t;

/* Links are followed. */
int platform_stat(const char* path, platform_entry_t*);
/*
 * The mode's twelve bits, with PLATFORM_NOEXEC if the file system executes nothing; -ENOSYS if the platform has no
 * modes.
 */
int platform_permissions(const char* path);
#define PLATFORM_NOEXEC 010000
/* The caller frees the path. */
int platform_real_path(const char* path, char** real);
/*
 * A text that is the same if and only if two paths lead to the same file or folder, following links; the caller frees
 * it.
 */
int platform_identity(const char* path, char** identity);
/* Creates an empty file; the six X at the end of the path are replaced. */
int platform_make_temporary(char* path);

#endif
