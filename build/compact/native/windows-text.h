/* UTF-8 on the side of JavaScript, UTF-16 on the side of Windows; Windows' errors as errno. */
#ifndef LUFF_WINDOWS_TEXT_H
#define LUFF_WINDOWS_TEXT_H

#include "host.h"

#include <windows.h>

/* Zero-ended UTF-16 of the bytes; the caller frees it. */
wchar_t* wide_of_bytes(const uint8_t* bytes, size_t length);
/* Of a Uint8Array or of a string; NULL with an exception. */
wchar_t* wide_of(JSContext*, JSValueConst);
/* UTF-8 bytes of a text whose length is known. */
JSValue bytes_of_wide(JSContext*, const wchar_t*, size_t length);
/* errno for GetLastError(). */
int windows_errno(DWORD error);
JSValue windows_failure(JSContext*);

#endif
