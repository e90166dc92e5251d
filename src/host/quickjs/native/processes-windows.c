#include "processes-platform.h"
#include "interrupts.h"
#include "processes-windows.h"
#include "windows-text.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdint.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST_VARIABLE 32768

/* A text that grows. */
typedef struct {
  wchar_t* text;
  size_t length, room;
} wide_buffer_t;

static bool put(wide_buffer_t* to, const wchar_t* text, size_t length) {
  if (to->length + length + 2 > to->room) {
    size_t room = (to->length + length + 2) * 2;
    wchar_t* larger = realloc(to->text, room * sizeof *larger);
    if (larger == NULL) return false;
    to->text = larger;
    to->room = room;
  }
  wmemcpy(to->text + to->length, text, length);
  to->length += length;
  to->text[to->length] = to->text[to->length + 1] = 0;
  return true;
}

static bool put_character(wide_buffer_t* to, wchar_t character, size_t times) {
  bool good = true;
  while (times-- > 0) good = put(to, &character, 1) && good;
  return good;
}

/* Quotes an argument for CommandLineToArgvW and the C run-time. */
static bool put_argument(wide_buffer_t* to, const wchar_t* argument) {
  if (*argument != 0 && wcspbrk(argument, L" \t\n\v\"") == NULL) return put(to, argument, wcslen(argument));
  bool good = put(to, L"\"", 1);
  for (const wchar_t* at = argument;; at++) {
    size_t slashes = wcsspn(at, L"\\");
    at += slashes;
    good = good && put_character(to, L'\\', *at == L'"' ? slashes * 2 + 1 : *at == 0 ? slashes * 2 : slashes);
    if (*at == 0) break;
    good = good && put(to, at, 1);
  }
  return good && put(to, L"\"", 1);
}

/* The system's command interpreter; the caller frees it. */
static wchar_t* shell_path(void) {
  wchar_t folder[MAX_PATH + 1];
  UINT length = GetSystemDirectoryW(folder, MAX_PATH);
  wide_buffer_t path = {0};
  if (!put(&path, folder, length) || !put(&path, L"\\cmd.exe", 8)) return NULL;
  return path.text;
}

HANDLE new_job(void) {
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE};
  HANDLE job = CreateJobObjectW(NULL, NULL);
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  return job;
}

/* The job of the children that are tied to this process: they end with it, which has the last handle. */
static HANDLE own_job;

static void tie_to_this_process(HANDLE process) {
  if (own_job == NULL) own_job = new_job();
  AssignProcessToJobObject(own_job, process);
}

/*
 * Runs a program with the given streams; returns its handle, or NULL with GetLastError. If it is tied to this process, it
 * starts nothing before it is.
 */
static HANDLE start(const wchar_t* file, wchar_t* line, wchar_t* environment, STARTUPINFOW* startup, bool tied) {
  PROCESS_INFORMATION process;
  DWORD how = CREATE_UNICODE_ENVIRONMENT | (tied ? CREATE_SUSPENDED : 0);
  startup->cb = sizeof *startup;
  if (!CreateProcessW(file, line, NULL, NULL, TRUE, how, environment, NULL, startup, &process)) return NULL;
  if (tied) {
    tie_to_this_process(process.hProcess);
    ResumeThread(process.hThread);
  }
  CloseHandle(process.hThread);
  return process.hProcess;
}

static int wait_for(HANDLE process, platform_end_t* end) {
  DWORD code = 1;
  while (WaitForSingleObject(process, 100) == WAIT_TIMEOUT) {
    if (!host_interrupted()) continue;
    TerminateProcess(process, 1); /* the machine that waits is to stop, and the child with it */
    CloseHandle(process);
    return -EINTR;
  }
  GetExitCodeProcess(process, &code);
  CloseHandle(process);
  *end = (platform_end_t){.code = (int)code};
  return 0;
}

int platform_wait(int child, platform_end_t* end) { return wait_for((HANDLE)(intptr_t)child, end); }

/* Ctrl-C goes to the child while it runs. */
static BOOL WINAPI leave_to_child(DWORD event) {
  (void)event;
  return TRUE;
}

static int run_to_end(const wchar_t* file, wchar_t* line, wchar_t* environment, platform_end_t* end) {
  STARTUPINFOW startup = {0};
  SetConsoleCtrlHandler(leave_to_child, TRUE);
  HANDLE process = start(file, line, environment, &startup, false);
  int result = process == NULL ? windows_outcome(false) : wait_for(process, end);
  SetConsoleCtrlHandler(leave_to_child, FALSE);
  return result;
}

/* Compares by name and ignores case: the order that Windows expects in an environment. */
static int by_name(const void* a, const void* b) {
  const wchar_t *one = *(wchar_t* const*)a, *other = *(wchar_t* const*)b;
  return _wcsicmp(one, other);
}

static void free_wide(wchar_t** list) {
  for (size_t i = 0; list != NULL && list[i] != NULL; i++) free(list[i]);
  free(list);
}

/* The texts of a list; NULL if memory runs out. */
static wchar_t** wide_list(char** texts, size_t* count) {
  for (*count = 0; texts[*count] != NULL;) ++*count;
  wchar_t** list = calloc(*count + 1, sizeof *list);
  for (size_t i = 0; list != NULL && i < *count; i++) {
    if ((list[i] = wide_of(texts[i])) != NULL) continue;
    free_wide(list);
    return NULL;
  }
  return list;
}

wchar_t* environment_of(char** variables) {
  size_t count;
  wchar_t** list = wide_list(variables, &count);
  wide_buffer_t block = {0};
  bool good = list != NULL && put(&block, L"", 0);
  if (good) qsort(list, count, sizeof *list, by_name);
  for (size_t i = 0; good && i < count; i++) good = put(&block, list[i], wcslen(list[i]) + 1);
  free_wide(list);
  if (good) return block.text;
  free(block.text);
  return NULL;
}

/*
 * Sets NAME=VALUE in this process's environment and stores the old value in its place, so that the same call restores
 * it.
 */
static bool exchange_variable(wchar_t** pair) {
  wchar_t* equals = wcschr(*pair + 1, L'=');
  if (equals == NULL) return true;
  static wchar_t old[LONGEST_VARIABLE];
  wide_buffer_t was = {0};
  if (!put(&was, *pair, (size_t)(equals - *pair) + 1)) return false;
  *equals = 0;
  DWORD length = GetEnvironmentVariableW(*pair, old, LONGEST_VARIABLE);
  bool good = length >= LONGEST_VARIABLE || put(&was, old, length);
  SetEnvironmentVariableW(*pair, equals[1] == 0 ? NULL : equals + 1);
  free(*pair);
  *pair = was.text;
  return good;
}

/* The command line for a program; NULL if memory runs out. */
static wchar_t* command_line(wchar_t** arguments, bool verbatim) {
  wide_buffer_t line = {0};
  bool good = put(&line, L"", 0);
  for (wchar_t** each = arguments; good && *each != NULL; each++) {
    if (line.length > 0) good = put(&line, L" ", 1);
    good = good && (verbatim ? put(&line, *each, wcslen(*each)) : put_argument(&line, *each));
  }
  if (good) return line.text;
  free(line.text);
  return NULL;
}

wchar_t* command_line_of(char** arguments, bool verbatim) {
  size_t count;
  wchar_t** list = wide_list(arguments, &count);
  wchar_t* line = list == NULL ? NULL : command_line(list, verbatim);
  free_wide(list);
  return line;
}

HANDLE inheritable(HANDLE handle) {
  HANDLE copy = INVALID_HANDLE_VALUE;
  HANDLE self = GetCurrentProcess();
  if (!DuplicateHandle(self, handle, self, &copy, 0, TRUE, DUPLICATE_SAME_ACCESS)) return INVALID_HANDLE_VALUE;
  return copy;
}

/* Ends the job's processes when the output of the last one has reached its limit. Returns when that one has ended. */
static void wait_within_limit(HANDLE process, HANDLE output, int limit) {
  LARGE_INTEGER size;
  while (WaitForSingleObject(process, 10) == WAIT_TIMEOUT && !host_interrupted())
    if (GetFileSizeEx(output, &size) && size.QuadPart > limit) TerminateJobObject(own_job, 1);
}

static HANDLE output_of(int descriptor) {
  if (descriptor == 1) return GetStdHandle(STD_OUTPUT_HANDLE);
  return descriptor == 2 ? GetStdHandle(STD_ERROR_HANDLE) : (HANDLE)_get_osfhandle(descriptor);
}

/* Runs a program as a child with the streams of `how`. */
static int run_with_streams(const wchar_t* program, wchar_t* line, platform_child_t how, platform_end_t* end) {
  SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
  HANDLE input = how.has_input ? inheritable(GetStdHandle(STD_INPUT_HANDLE))
                               : CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, NULL);
  HANDLE errors = inheritable(output_of(how.errors));
  HANDLE output = inheritable(output_of(how.output));
  STARTUPINFOW startup = {.dwFlags = STARTF_USESTDHANDLES, .hStdInput = input, .hStdOutput = output, .hStdError = errors};
  HANDLE process = start(program, line, NULL, &startup, true);
  int result = windows_outcome(process != NULL);
  CloseHandle(input);
  CloseHandle(errors);
  CloseHandle(output);
  if (process != NULL && how.limit > 0) wait_within_limit(process, output_of(how.output), how.limit);
  return process == NULL ? result : wait_for(process, end);
}

/*
 * Runs a program with one of the functions above, with this process's environment and the variables that are set in
 * addition.
 */
static int run_program(const char* file, char** arguments, char** set, platform_child_t how, platform_end_t* end,
                       int (*run)(const wchar_t*, wchar_t*, platform_child_t, platform_end_t*)) {
  size_t count;
  wchar_t *program = wide_of(file), **list = wide_list(arguments, &count), **variables = wide_list(set, &count);
  wchar_t* line = list == NULL ? NULL : command_line(list, how.verbatim);
  bool good = program != NULL && line != NULL && variables != NULL;
  for (size_t i = 0; good && i < count; i++) good = exchange_variable(&variables[i]);
  int result = good ? run(program, line, how, end) : -ENOMEM;
  for (size_t i = 0; good && i < count; i++) good = exchange_variable(&variables[i]);
  free(program);
  free(line);
  free_wide(list);
  free_wide(variables);
  return result;
}

static int run_with_all_streams(const wchar_t* program, wchar_t* line, platform_child_t how, platform_end_t* end) {
  (void)how;
  return run_to_end(program, line, NULL, end);
}

int platform_replace(const char* file, char** arguments, char** set, bool verbatim, platform_end_t* end) {
  return run_program(file, arguments, set, (platform_child_t){.verbatim = verbatim}, end, run_with_all_streams);
}

int platform_run_child(const char* file, char** arguments, char** set, platform_child_t how, platform_end_t* end) {
  return run_program(file, arguments, set, how, end, run_with_streams);
}

/* cmd.exe with the given switches and command line; the caller frees it. */
static wchar_t* shell_line(const char* given) {
  wchar_t* text = wide_of(given);
  wide_buffer_t line = {0};
  bool good = text != NULL && put(&line, L"cmd.exe ", 8) && put(&line, text, wcslen(text));
  free(text);
  return good ? line.text : NULL;
}

int platform_run_shell(const char* command, char** environment, platform_end_t* end) {
  wchar_t *line = shell_line(command), *block = environment_of(environment), *shell = shell_path();
  bool good = line != NULL && block != NULL && shell != NULL;
  int result = good ? run_to_end(shell, line, block, end) : -ENOMEM;
  free(line);
  free(block);
  free(shell);
  return result;
}

/* Starts the shell with the handle as one of its streams; NULL with GetLastError. */
static HANDLE start_with_pipe(const wchar_t* shell, wchar_t* line, wchar_t* environment, HANDLE pipe, int stream) {
  static const DWORD names[] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
  HANDLE streams[3];
  for (int i = 0; i < 3; i++) streams[i] = inheritable(i == stream ? pipe : GetStdHandle(names[i]));
  STARTUPINFOW startup = {.dwFlags = STARTF_USESTDHANDLES, .hStdInput = streams[0], .hStdOutput = streams[1], .hStdError = streams[2]};
  HANDLE process = start(shell, line, environment, &startup, false);
  DWORD error = GetLastError();
  for (int i = 0; i < 3; i++) CloseHandle(streams[i]);
  SetLastError(error);
  return process;
}

static int open_pipe(const wchar_t* shell, wchar_t* line, wchar_t* environment, int stream, HANDLE* mine, HANDLE* process) {
  HANDLE ends[2]; /* for reading, for writing */
  if (!CreatePipe(&ends[0], &ends[1], NULL, 0)) return windows_outcome(false);
  int theirs = stream == 1 ? 1 : 0;
  *process = start_with_pipe(shell, line, environment, ends[theirs], stream);
  int failure = windows_outcome(*process != NULL);
  CloseHandle(ends[theirs]);
  *mine = ends[1 - theirs];
  if (failure < 0) CloseHandle(*mine);
  return failure;
}

int platform_open_shell(const char* command, platform_shell_t how, char** environment, int* descriptor, int* child) {
  wchar_t *line = shell_line(command), *block = environment_of(environment), *shell = shell_path();
  HANDLE mine = NULL, process = NULL;
  bool good = line != NULL && block != NULL && shell != NULL;
  int failure = good ? open_pipe(shell, line, block, how.stream, &mine, &process) : -ENOMEM;
  free(line);
  free(block);
  free(shell);
  if (failure < 0) return failure;
  *descriptor = _open_osfhandle((intptr_t)mine, _O_BINARY | _O_NOINHERIT);
  *child = (int)(intptr_t)process; /* a handle has 32 significant bits, in 64-bit programs too */
  return 0;
}

bool platform_has_shell(void) { return true; }

void platform_each_variable(void (*take)(void* list, const char* variable), void* list) {
  wchar_t* block = GetEnvironmentStringsW();
  for (const wchar_t* at = block; at != NULL && *at != 0; at += wcslen(at) + 1) {
    char* variable = utf8_of(at, wcslen(at));
    if (variable != NULL) take(list, variable);
    free(variable);
  }
  if (block != NULL) FreeEnvironmentStringsW(block);
}

char* platform_variable(const char* name) {
  wchar_t* wide = wide_of(name);
  static wchar_t value[LONGEST_VARIABLE];
  SetLastError(0);
  DWORD length = wide == NULL ? LONGEST_VARIABLE : GetEnvironmentVariableW(wide, value, LONGEST_VARIABLE);
  bool missing = length == 0 && GetLastError() == ERROR_ENVVAR_NOT_FOUND;
  free(wide);
  return missing || length >= LONGEST_VARIABLE ? NULL : utf8_of(value, length);
}
