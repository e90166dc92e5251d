#include "pipes-platform.h"
#include "processes-windows.h"
#include "windows-text.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* The words with spaces between; the caller frees it. */
static wchar_t* line_of(char** words) {
  size_t room = 1;
  for (char** each = words; *each != NULL; each++) room += strlen(*each) + 1;
  char* line = calloc(room, 1);
  for (char** each = words; line != NULL && *each != NULL; each++) {
    if (each != words) strcat(line, " ");
    strcat(line, *each);
  }
  wchar_t* wide = line == NULL ? NULL : wide_of(line);
  free(line);
  return wide;
}

/* Closes the streams of the child. NULL with GetLastError. */
static HANDLE start(const wchar_t* file, wchar_t* line, HANDLE input, HANDLE output) {
  HANDLE streams[] = {inheritable(input), inheritable(output), inheritable(GetStdHandle(STD_ERROR_HANDLE))};
  STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES};
  PROCESS_INFORMATION process = {0};
  startup.hStdInput = streams[0];
  startup.hStdOutput = streams[1];
  startup.hStdError = streams[2];
  bool good = CreateProcessW(file, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process);
  DWORD error = GetLastError();
  for (int i = 0; i < 3; i++) CloseHandle(streams[i]);
  if (good) CloseHandle(process.hThread);
  CloseHandle(input);
  CloseHandle(output);
  SetLastError(error);
  return good ? process.hProcess : NULL;
}

static int open_program(const wchar_t* file, wchar_t* line, platform_piped_t* piped) {
  HANDLE to_child[2], from_child[2]; /* for reading, for writing */
  if (!CreatePipe(&to_child[0], &to_child[1], NULL, 0)) return windows_outcome(false);
  if (!CreatePipe(&from_child[0], &from_child[1], NULL, 0)) {
    int failure = windows_outcome(false);
    CloseHandle(to_child[0]);
    CloseHandle(to_child[1]);
    return failure;
  }
  HANDLE process = start(file, line, to_child[0], from_child[1]);
  int failure = windows_outcome(process != NULL);
  if (process == NULL) {
    CloseHandle(to_child[1]);
    CloseHandle(from_child[0]);
    return failure;
  }
  tie_to_this_process(process);
  piped->input = _open_osfhandle((intptr_t)to_child[1], _O_BINARY | _O_NOINHERIT);
  piped->output = _open_osfhandle((intptr_t)from_child[0], _O_BINARY | _O_NOINHERIT);
  piped->child = (int)(intptr_t)process; /* a handle has 32 significant bits, in 64-bit programs too */
  return 0;
}

int platform_open_program(const char* file, char** words, platform_piped_t* piped) {
  wchar_t *path = wide_of(file), *line = line_of(words);
  int result = path == NULL || line == NULL ? -ENOMEM : open_program(path, line, piped);
  free(path);
  free(line);
  return result;
}

void platform_end_child(int child) { TerminateProcess((HANDLE)(intptr_t)child, 1); }
