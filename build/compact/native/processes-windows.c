/* Programs, command lines and the environment of Windows. A negative result is minus errno. */
#include "windows-text.h"
#include "interrupts.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc

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

/* An argument as CommandLineToArgvW and the C run-time take it apart. */
static bool put_argument(wide_buffer_t* to, const wchar_t* argument) {
  if (to->length > 0 && !put(to, L" ", 1)) return false;
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

/* An argument of a batch file as cmd.exe leaves it alone: always quoted, a quote doubled, no variable expanded. */
static bool put_batch_argument(wide_buffer_t* to, const wchar_t* argument) {
  bool good = put(to, L" \"", 2);
  for (const wchar_t* at = argument;; at++) {
    size_t slashes = wcsspn(at, L"\\");
    at += slashes;
    good = good && put_character(to, L'\\', *at == L'"' || *at == 0 ? slashes * 2 : slashes);
    if (*at == 0) break;
    if (*at == L'"') good = good && put(to, L"\"\"", 2);
    else if (*at == L'%') good = good && put(to, L"%%cd:~,%", 8);
    else good = good && put(to, at, 1);
  }
  return good && put(to, L"\"", 1);
}

static bool is_batch(const wchar_t* file) {
  const wchar_t* dot = wcsrchr(file, L'.');
  return dot != NULL && (_wcsicmp(dot, L".bat") == 0 || _wcsicmp(dot, L".cmd") == 0);
}

/* The system's command interpreter; the caller frees it. */
static wchar_t* shell_path(void) {
  wchar_t folder[MAX_PATH + 1];
  UINT length = GetSystemDirectoryW(folder, MAX_PATH);
  wide_buffer_t path = {0};
  if (!put(&path, folder, length) || !put(&path, L"\\cmd.exe", 8)) return NULL;
  return path.text;
}

/* Runs a program with the streams given; its handle, or NULL with GetLastError. */
static HANDLE start(const wchar_t* file, wchar_t* line, wchar_t* environment, STARTUPINFOW* startup) {
  PROCESS_INFORMATION process;
  startup->cb = sizeof *startup;
  if (!CreateProcessW(file, line, NULL, NULL, TRUE, CREATE_UNICODE_ENVIRONMENT, environment, NULL, startup, &process)) return NULL;
  CloseHandle(process.hThread);
  return process.hProcess;
}

static JSValue end_of(JSContext* ctx, HANDLE process) {
  DWORD code = 1;
  while (WaitForSingleObject(process, 100) == WAIT_TIMEOUT) {
    if (!host_interrupted()) continue;
    TerminateProcess(process, 1); /* the machine that waits is to stop, and the child with it */
    CloseHandle(process);
    return JS_NewInt32(ctx, -EINTR);
  }
  GetExitCodeProcess(process, &code);
  CloseHandle(process);
  JSValue end = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, end, "kind", JS_NewString(ctx, "exit"));
  JS_SetPropertyStr(ctx, end, "code", JS_NewInt32(ctx, (int32_t)code));
  return end;
}

/* Ctrl-C is the child's while it runs. */
static BOOL WINAPI leave_to_child(DWORD event) {
  (void)event;
  return TRUE;
}

static JSValue run_to_end(JSContext* ctx, const wchar_t* file, wchar_t* line, wchar_t* environment) {
  STARTUPINFOW startup = {0};
  SetConsoleCtrlHandler(leave_to_child, TRUE);
  HANDLE process = start(file, line, environment, &startup);
  JSValue end = process == NULL ? windows_failure(ctx) : end_of(ctx, process);
  SetConsoleCtrlHandler(leave_to_child, FALSE);
  return end;
}

static uint32_t length_of(JSContext* ctx, JSValueConst array) {
  uint32_t length = 0;
  JSValue value = JS_GetPropertyStr(ctx, array, "length");
  JS_ToUint32(ctx, &length, value);
  return length;
}

static wchar_t* item_of(JSContext* ctx, JSValueConst array, uint32_t index) {
  JSValue item = JS_GetPropertyUint32(ctx, array, index);
  wchar_t* wide = wide_of(ctx, item);
  JS_FreeValue(ctx, item);
  return wide;
}

/* By name, without regard to case, as Windows wants an environment. */
static int by_name(const void* a, const void* b) {
  const wchar_t *one = *(wchar_t* const*)a, *other = *(wchar_t* const*)b;
  return _wcsicmp(one, other);
}

/* NAME=VALUE strings as an environment block; the caller frees it. */
static wchar_t* environment_of(JSContext* ctx, JSValueConst array) {
  uint32_t count = length_of(ctx, array);
  wchar_t** items = calloc((size_t)count + 1, sizeof *items);
  wide_buffer_t block = {0};
  bool good = items != NULL && put(&block, L"", 0);
  for (uint32_t i = 0; good && i < count; i++) good = (items[i] = item_of(ctx, array, i)) != NULL;
  if (good) qsort(items, count, sizeof *items, by_name);
  for (uint32_t i = 0; good && i < count; i++) good = put(&block, items[i], wcslen(items[i]) + 1);
  for (uint32_t i = 0; items != NULL && i < count; i++) free(items[i]);
  free(items);
  if (good) return block.text;
  free(block.text);
  return NULL;
}

/* Puts NAME=VALUE into this process's environment and answers what was there before, for the same call again. */
static JSValue exchange_variables(JSContext* ctx, JSValueConst set) {
  JSValue before = JS_NewArray(ctx);
  for (uint32_t i = 0, count = length_of(ctx, set); i < count; i++) {
    wchar_t* pair = item_of(ctx, set, i);
    wchar_t* equals = pair == NULL ? NULL : wcschr(pair + 1, L'=');
    if (equals == NULL) continue;
    wchar_t old[32768];
    wide_buffer_t was = {0};
    put(&was, pair, (size_t)(equals - pair) + 1);
    *equals = 0;
    DWORD length = GetEnvironmentVariableW(pair, old, countof(old));
    if (length < countof(old)) put(&was, old, length);
    JS_SetPropertyUint32(ctx, before, i, bytes_of_wide(ctx, was.text, was.length));
    SetEnvironmentVariableW(pair, equals[1] == 0 ? NULL : equals + 1);
    free(was.text);
    free(pair);
  }
  return before;
}

/* The line for a program or a batch file, and in *file what CreateProcess shall start. */
static wchar_t* command_line(JSContext* ctx, wchar_t** file, JSValueConst arguments) {
  wide_buffer_t line = {0};
  bool batch = is_batch(*file), good = true;
  if (batch) good = put(&line, L"cmd.exe /e:ON /v:OFF /d /c \"", 28) && put(&line, L"\"", 1) && put(&line, *file, wcslen(*file)) && put(&line, L"\"", 1);
  for (uint32_t i = batch ? 1 : 0, count = length_of(ctx, arguments); good && i < count; i++) {
    wchar_t* argument = item_of(ctx, arguments, i);
    good = argument != NULL && !(batch && wcspbrk(argument, L"\r\n") != NULL);
    good = good && (batch ? put_batch_argument(&line, argument) : put_argument(&line, argument));
    free(argument);
  }
  if (batch && good) {
    good = put(&line, L"\"", 1);
    free(*file);
    *file = shell_path();
  }
  if (good && *file != NULL) return line.text;
  free(line.text);
  SetLastError(ERROR_INVALID_PARAMETER);
  return NULL;
}

/* replaceProcess(file, argv, set): a child here, whose end is answered */
static JSValue process_replace(ARGUMENTS) {
  UNUSED;
  wchar_t* file = wide_of(ctx, argv[0]);
  if (file == NULL) return JS_EXCEPTION;
  wchar_t* line = command_line(ctx, &file, argv[1]);
  JSValue end = JS_UNDEFINED;
  if (line == NULL) {
    end = windows_failure(ctx);
  } else {
    JSValue before = exchange_variables(ctx, argv[2]);
    end = run_to_end(ctx, file, line, NULL);
    JS_FreeValue(ctx, exchange_variables(ctx, before));
    JS_FreeValue(ctx, before);
  }
  free(file);
  free(line);
  return end;
}

/* `cmd.exe /d /s /c "COMMAND"`, the command verbatim; the caller frees it. */
static wchar_t* shell_line(JSContext* ctx, JSValueConst command) {
  wchar_t* text = wide_of(ctx, command);
  wide_buffer_t line = {0};
  bool good = text != NULL && put(&line, L"cmd.exe /d /s /c \"", 18) && put(&line, text, wcslen(text)) && put(&line, L"\"", 1);
  free(text);
  return good ? line.text : NULL;
}

/* runShell(command, environment): how it ended */
static JSValue process_run_shell(ARGUMENTS) {
  UNUSED;
  wchar_t *line = shell_line(ctx, argv[0]), *environment = environment_of(ctx, argv[1]), *shell = shell_path();
  JSValue end = line == NULL || environment == NULL ? JS_EXCEPTION : run_to_end(ctx, shell, line, environment);
  free(line);
  free(environment);
  free(shell);
  return end;
}

static HANDLE inheritable(HANDLE handle) {
  HANDLE copy = INVALID_HANDLE_VALUE;
  HANDLE self = GetCurrentProcess();
  if (!DuplicateHandle(self, handle, self, &copy, 0, TRUE, DUPLICATE_SAME_ACCESS)) return INVALID_HANDLE_VALUE;
  return copy;
}

/* openShell(command, stream, environment): stream 1 is read, stream 0 is written; [descriptor, child] */
static JSValue process_open_shell(ARGUMENTS) {
  UNUSED;
  int stream;
  HANDLE ends[2]; /* for reading, for writing */
  if (JS_ToInt32(ctx, &stream, argv[1]) < 0) return JS_EXCEPTION;
  wchar_t *line = shell_line(ctx, argv[0]), *environment = environment_of(ctx, argv[2]), *shell = shell_path();
  HANDLE process = NULL, mine = INVALID_HANDLE_VALUE;
  DWORD error = ERROR_NOT_ENOUGH_MEMORY;
  if (line != NULL && environment != NULL && CreatePipe(&ends[0], &ends[1], NULL, 0)) {
    static const DWORD names[] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
    HANDLE streams[3];
    mine = ends[stream == 1 ? 0 : 1];
    HANDLE theirs = ends[stream == 1 ? 1 : 0];
    for (int i = 0; i < 3; i++) streams[i] = inheritable(i == stream ? theirs : GetStdHandle(names[i]));
    CloseHandle(theirs);
    STARTUPINFOW startup = {.dwFlags = STARTF_USESTDHANDLES, .hStdInput = streams[0], .hStdOutput = streams[1], .hStdError = streams[2]};
    process = start(shell, line, environment, &startup);
    error = GetLastError();
    for (int i = 0; i < 3; i++) CloseHandle(streams[i]);
    if (process == NULL) CloseHandle(mine);
  }
  free(line);
  free(environment);
  free(shell);
  if (process == NULL) return JS_NewInt32(ctx, -windows_errno(error));
  JSValue opened = JS_NewArray(ctx);
  JS_SetPropertyUint32(ctx, opened, 0, JS_NewInt32(ctx, _open_osfhandle((intptr_t)mine, _O_BINARY | _O_NOINHERIT)));
  /* A handle has 32 significant bits, in 64-bit programs too. */
  JS_SetPropertyUint32(ctx, opened, 1, JS_NewInt32(ctx, (int32_t)(intptr_t)process));
  return opened;
}

/* wait(child): how it ended */
static JSValue process_wait(ARGUMENTS) {
  UNUSED;
  int child;
  return JS_ToInt32(ctx, &child, argv[0]) < 0 ? JS_EXCEPTION : end_of(ctx, (HANDLE)(intptr_t)child);
}

/* hasShell() */
static JSValue process_has_shell(ARGUMENTS) {
  UNUSED;
  (void)argv;
  (void)ctx;
  return JS_TRUE;
}

/* variables(): each NAME=VALUE as bytes */
static JSValue process_variables(ARGUMENTS) {
  UNUSED;
  (void)argv;
  JSValue list = JS_NewArray(ctx);
  wchar_t* block = GetEnvironmentStringsW();
  uint32_t count = 0;
  for (const wchar_t* at = block; at != NULL && *at != 0; at += wcslen(at) + 1)
    JS_SetPropertyUint32(ctx, list, count++, bytes_of_wide(ctx, at, wcslen(at)));
  if (block != NULL) FreeEnvironmentStringsW(block);
  return list;
}

/* variable(name): its value as bytes, or undefined */
static JSValue process_variable(ARGUMENTS) {
  UNUSED;
  wchar_t value[32768];
  wchar_t* name = wide_of(ctx, argv[0]);
  if (name == NULL) return JS_EXCEPTION;
  SetLastError(0);
  DWORD length = GetEnvironmentVariableW(name, value, countof(value));
  bool missing = length == 0 && GetLastError() == ERROR_ENVVAR_NOT_FOUND;
  free(name);
  return missing || length >= countof(value) ? JS_UNDEFINED : bytes_of_wide(ctx, value, length);
}

const host_function_t host_process_functions[] = {
    JS_CFUNC_DEF("variables", 0, process_variables),
    JS_CFUNC_DEF("variable", 1, process_variable),
    JS_CFUNC_DEF("replaceProcess", 3, process_replace),
    JS_CFUNC_DEF("runShell", 2, process_run_shell),
    JS_CFUNC_DEF("openShell", 3, process_open_shell),
    JS_CFUNC_DEF("wait", 1, process_wait),
    JS_CFUNC_DEF("hasShell", 0, process_has_shell),
};
const int host_process_count = countof(host_process_functions);
