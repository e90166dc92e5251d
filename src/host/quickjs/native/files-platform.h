/* Files and descriptors as the platform has them. Paths are UTF-8, on POSIX any bytes. A result below zero is minus errno. */
#ifndef LUFF_FILES_PLATFORM_H
#define LUFF_FILES_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* bits as in src/host/descriptors.ts; children do not inherit the descriptor. */
int platform_open(const char* path, int bits, int permissions);
/* A file whose content is wanted. A folder is -EISDIR, here or when it is read; a pipe without a writer is not waited for
 * where the content is limited. */
int platform_open_content(const char* path, bool limited);
int platform_close(int descriptor);
/* The count of bytes, 0 at the end; -EINTR where the machine is to stop. */
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
} platform_entry_t;

/* Links are followed. */
int platform_stat(const char* path, platform_entry_t*);
/* The mode's twelve bits, with PLATFORM_NOEXEC where the file system executes nothing; -ENOSYS where there is no such thing. */
int platform_permissions(const char* path);
#define PLATFORM_NOEXEC 010000
/* The caller frees the path. */
int platform_real_path(const char* path, char** real);
/* What tells whether two paths lead to one file or folder, links followed; the caller frees it. */
int platform_identity(const char* path, char** identity);
/* Makes an empty file; the six X at the end of the path are replaced. */
int platform_make_temporary(char* path);

#endif
