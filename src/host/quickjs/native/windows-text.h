/* Converts between UTF-8 of the host and UTF-16 of Windows, Windows's errors to errno, and its times. */
#ifndef LUFF_WINDOWS_TEXT_H
#define LUFF_WINDOWS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <windows.h>

/* Both return a text, ended by a zero, that the caller frees; NULL if memory runs out. */
wchar_t* wide_of(const char* text);
char* utf8_of(const wchar_t*, size_t length);
/* errno for a result of GetLastError(). */
int windows_errno(DWORD error);
/* 0, or minus errno of a call that just failed. */
int windows_outcome(bool good);

/* A FILETIME counts 100 nanoseconds since 1601, of which 1970 began after so many. */
#define UNIX_EPOCH 116444736000000000.0
/* Milliseconds since 1970. */
double windows_milliseconds(FILETIME);

#endif
