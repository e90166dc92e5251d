/* UTF-8 on the side of the host, UTF-16 on the side of Windows; Windows' errors as errno. */
#ifndef LUFF_WINDOWS_TEXT_H
#define LUFF_WINDOWS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <windows.h>

/* Both return a text that is ended by a zero and that the caller frees, NULL where there is no memory. */
wchar_t* wide_of(const char* text);
char* utf8_of(const wchar_t*, size_t length);
/* errno for what GetLastError() answered. */
int windows_errno(DWORD error);
/* 0, or minus errno of a call that failed just now. */
int windows_outcome(bool good);

#endif
