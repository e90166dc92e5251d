/*
 * Starts a program under Wine in an environment that is given whole: environment.exe PROGRAM ARGUMENTS...
 * Wine makes PATH, PATHEXT, TEMP, APPDATA and others itself, whatever it is started with. So each variable comes here as
 * LUFF_WINE_NAME=VALUE, and the program gets NAME=VALUE; of the others it gets those that Wine needs. Where no variable begins
 * so, the environment stays as it is. A test that kills what it has started kills this process: the program ends with it.
 */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define PREFIX L"LUFF_WINE_"
#define PREFIX_LENGTH 10

static BOOL begins_with(const WCHAR* text, const WCHAR* start) { return _wcsnicmp(text, start, wcslen(start)) == 0; }

/* Variables of the prefix without it, and Wine's own; NULL where none has the prefix. */
static WCHAR* given_environment(void) {
  WCHAR* all = GetEnvironmentStringsW();
  size_t room = 2;
  for (WCHAR* at = all; *at != 0; at += wcslen(at) + 1) room += wcslen(at) + 1;
  WCHAR *block = calloc(room, sizeof *block), *end = block;
  BOOL found = FALSE;
  for (WCHAR* at = all; *at != 0; at += wcslen(at) + 1) {
    BOOL given = begins_with(at, PREFIX);
    if (!given && !begins_with(at, L"WINE")) continue;
    wcscpy(end, given ? at + PREFIX_LENGTH : at);
    end += wcslen(end) + 1;
    found |= given;
  }
  return found ? block : NULL;
}

/* Whether the programs of a job end with its last handle. */
static void end_with_job(HANDLE job, BOOL ends) {
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  if (ends) limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
}

/* The line behind its first word. */
static WCHAR* behind_program(WCHAR* line) {
  for (BOOL quoted = FALSE; *line != 0 && (quoted || *line != ' '); line++) quoted ^= *line == '"';
  while (*line == ' ') line++;
  return line;
}

int main(void) {
  WCHAR* line = behind_program(GetCommandLineW());
  STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES};
  startup.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  PROCESS_INFORMATION process;
  DWORD how = CREATE_UNICODE_ENVIRONMENT | CREATE_SUSPENDED;
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, how, given_environment(), NULL, &startup, &process)) return 126;
  HANDLE job = CreateJobObjectW(NULL, NULL);
  end_with_job(job, TRUE);
  AssignProcessToJobObject(job, process.hProcess);
  ResumeThread(process.hThread);
  DWORD status = 126;
  WaitForSingleObject(process.hProcess, INFINITE);
  GetExitCodeProcess(process.hProcess, &status);
  end_with_job(job, FALSE); /* what the program has left running goes on */
  return (int)status;
}
