#include "programs-platform.h"
#include "interrupts.h"
#include "processes-windows.h"
#include "windows-text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define BLOCK 65536
#define PIPE_NAME_LENGTH 64
/* How often a wait looks whether the machine must stop, and how often while pipes are to be closed, in milliseconds. */
#define SLICE 100
#define SHORT_SLICE 10

/*
 * This process's end of a pipe. A call that reads or writes its bytes is always under way where it can be, because Windows tells
 * nothing else of a pipe.
 */
typedef struct {
  HANDLE handle;
  OVERLAPPED call;
  uint8_t bytes[BLOCK];
  DWORD filled, at; /* what has arrived, and how much of it was read */
  bool writes, is_under_way, has_ended, is_closing;
} pipe_t;

/* By their numbers. What is closed, or was waited for, leaves a NULL. */
static pipe_t** pipes;
static int pipe_count;

typedef struct {
  HANDLE process, job;
} program_t;
static program_t* programs;
static int program_count;

static void begin_read(pipe_t* pipe) {
  pipe->filled = pipe->at = 0;
  bool good = ReadFile(pipe->handle, pipe->bytes, BLOCK, NULL, &pipe->call) || GetLastError() == ERROR_IO_PENDING;
  pipe->is_under_way = good;
  pipe->has_ended = !good;
}

/* Takes the outcome of the call, if it is over. */
static void settle(pipe_t* pipe) {
  DWORD moved = 0;
  while (pipe->is_under_way) {
    bool good = GetOverlappedResult(pipe->handle, &pipe->call, &moved, FALSE);
    if (!good && GetLastError() == ERROR_IO_INCOMPLETE) return;
    pipe->is_under_way = false;
    pipe->has_ended = !good;
    pipe->filled = moved;
    if (good && !pipe->writes && moved == 0) begin_read(pipe); /* somebody wrote nothing */
  }
}

static void drop_pipe(int number) {
  pipe_t* pipe = pipes[number];
  CancelIo(pipe->handle);
  DWORD moved;
  if (pipe->is_under_way) GetOverlappedResult(pipe->handle, &pipe->call, &moved, TRUE);
  CloseHandle(pipe->handle);
  CloseHandle(pipe->call.hEvent);
  free(pipe);
  pipes[number] = NULL;
}

/* Closes what waited for its last bytes to arrive; whether there is more of that. */
static bool close_pipes(void) {
  bool more = false;
  for (int i = 0; i < pipe_count; i++) {
    if (pipes[i] == NULL || !pipes[i]->is_closing) continue;
    settle(pipes[i]);
    if (pipes[i]->is_under_way) more = true;
    else drop_pipe(i);
  }
  return more;
}

static pipe_t* pipe_of(int number) { return number >= 0 && number < pipe_count ? pipes[number] : NULL; }

/* A number that no pipe has, or minus errno. */
static int free_number(void) {
  for (int number = 0; number < pipe_count; number++)
    if (pipes[number] == NULL) return number;
  pipe_t** larger = realloc(pipes, ((size_t)pipe_count + 1) * sizeof *pipes);
  if (larger == NULL) return -ENOMEM;
  pipes = larger;
  pipes[pipe_count] = NULL;
  return pipe_count++;
}

/* The number of a new pipe, or minus errno. Closes the handle if that fails. */
static int add_pipe(HANDLE handle, bool writes) {
  pipe_t* pipe = calloc(1, sizeof *pipe);
  int number = pipe == NULL ? -ENOMEM : free_number();
  if (number < 0) {
    free(pipe);
    CloseHandle(handle);
    return number;
  }
  pipes[number] = pipe;
  pipe->handle = handle;
  pipe->writes = writes;
  pipe->call.hEvent = CreateEventW(NULL, TRUE, FALSE, NULL);
  if (!writes) begin_read(pipe);
  return number;
}

/* A pipe for the child's stream. Minus errno; otherwise the number of this process's end. */
static int make_pipe(bool child_reads, HANDLE* theirs) {
  static unsigned serial;
  wchar_t name[PIPE_NAME_LENGTH];
  SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
  swprintf(name, PIPE_NAME_LENGTH, L"\\\\.\\pipe\\luff-%lu-%u", GetCurrentProcessId(), serial++);
  DWORD access = (child_reads ? PIPE_ACCESS_OUTBOUND : PIPE_ACCESS_INBOUND) | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE;
  HANDLE mine = CreateNamedPipeW(name, access, PIPE_REJECT_REMOTE_CLIENTS, 1, BLOCK, BLOCK, 0, NULL);
  if (mine == INVALID_HANDLE_VALUE) return windows_outcome(false);
  DWORD use = child_reads ? GENERIC_READ | FILE_WRITE_ATTRIBUTES : GENERIC_WRITE | FILE_READ_ATTRIBUTES;
  *theirs = CreateFileW(name, use, 0, &inherited, OPEN_EXISTING, 0, NULL);
  int failure = windows_outcome(*theirs != INVALID_HANDLE_VALUE);
  if (failure == 0) return add_pipe(mine, child_reads);
  CloseHandle(mine);
  return failure;
}

static HANDLE open_file(const char* path, DWORD access, DWORD how) {
  SECURITY_ATTRIBUTES inherited = {.nLength = sizeof inherited, .bInheritHandle = TRUE};
  wchar_t* wide = wide_of(path);
  if (wide == NULL) return INVALID_HANDLE_VALUE;
  HANDLE handle = CreateFileW(wide, access, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, how, FILE_ATTRIBUTE_NORMAL, NULL);
  free(wide);
  return handle;
}

/* The child's handle for a stream, and the number of a pipe. Minus errno. */
static int open_stream(int number, platform_stream_t stream, HANDLE* theirs, int* pipe) {
  static const DWORD names[] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
  if (stream.kind == STREAM_PIPE) {
    *pipe = make_pipe(number == 0, theirs);
    return *pipe < 0 ? *pipe : 0;
  }
  if (stream.kind == STREAM_STDOUT) *theirs = inheritable(theirs[-1]);
  if (stream.kind == STREAM_INHERITED) *theirs = inheritable(GetStdHandle(names[number]));
  if (stream.kind == STREAM_NOTHING) *theirs = open_file("NUL", GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING);
  if (stream.kind != STREAM_FILE) return 0;
  *theirs = open_file(stream.path, GENERIC_WRITE, CREATE_ALWAYS);
  return windows_outcome(*theirs != INVALID_HANDLE_VALUE);
}

/* The number of the program, or minus errno. Nothing of it runs before it belongs to its job. */
static int start(const platform_program_t* program, const HANDLE* streams) {
  wchar_t *file = wide_of(program->file), *folder = program->folder == NULL ? NULL : wide_of(program->folder);
  wchar_t *line = command_line_of(program->arguments, program->verbatim), *environment = environment_of(program->environment);
  STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES};
  startup.hStdInput = streams[0];
  startup.hStdOutput = streams[1];
  startup.hStdError = streams[2];
  PROCESS_INFORMATION process;
  program_t* larger = realloc(programs, ((size_t)program_count + 1) * sizeof *programs);
  if (larger != NULL) programs = larger;
  int result = -ENOMEM;
  if (file != NULL && line != NULL && environment != NULL && larger != NULL) {
    DWORD how = CREATE_UNICODE_ENVIRONMENT | CREATE_SUSPENDED;
    result = windows_outcome(CreateProcessW(file, line, NULL, NULL, TRUE, how, environment, folder, &startup, &process));
  }
  if (result == 0) {
    HANDLE job = new_job();
    AssignProcessToJobObject(job, process.hProcess);
    ResumeThread(process.hThread);
    CloseHandle(process.hThread);
    programs[result = program_count++] = (program_t){process.hProcess, job};
  }
  free(file);
  free(folder);
  free(line);
  free(environment);
  return result;
}

int platform_start_program(const platform_program_t* program, platform_started_t* started) {
  HANDLE streams[3] = {INVALID_HANDLE_VALUE, INVALID_HANDLE_VALUE, INVALID_HANDLE_VALUE};
  close_pipes();
  int result = 0;
  for (int i = 0; i < 3 && result == 0; i++) result = open_stream(i, program->streams[i], &streams[i], &started->pipes[i]);
  if (result == 0) result = start(program, streams);
  for (int i = 0; i < 3; i++)
    if (streams[i] != INVALID_HANDLE_VALUE) CloseHandle(streams[i]);
  for (int i = 0; i < 3 && result < 0; i++)
    if (started->pipes[i] >= 0) drop_pipe(started->pipes[i]);
  started->child = result;
  return result < 0 ? result : 0;
}

int platform_read_pipe(int number, uint8_t* to, size_t length) {
  pipe_t* pipe = pipe_of(number);
  if (pipe == NULL) return -EBADF;
  settle(pipe);
  if (pipe->at == pipe->filled) return pipe->has_ended ? 0 : NOT_YET;
  size_t left = pipe->filled - pipe->at, count = left < length ? left : length;
  memcpy(to, pipe->bytes + pipe->at, count);
  pipe->at += (DWORD)count;
  if (pipe->at == pipe->filled) begin_read(pipe);
  return (int)count;
}

int platform_write_pipe(int number, const uint8_t* from, size_t length) {
  pipe_t* pipe = pipe_of(number);
  if (pipe == NULL) return -EBADF;
  settle(pipe);
  if (pipe->is_under_way) return NOT_YET;
  if (pipe->has_ended) return -EPIPE;
  if (length > BLOCK) length = BLOCK;
  if (length == 0) return 0;
  memcpy(pipe->bytes, from, length);
  pipe->is_under_way = WriteFile(pipe->handle, pipe->bytes, (DWORD)length, NULL, &pipe->call) || GetLastError() == ERROR_IO_PENDING;
  pipe->has_ended = !pipe->is_under_way;
  return pipe->has_ended ? -EPIPE : (int)length;
}

void platform_close_pipe(int number) {
  pipe_t* pipe = pipe_of(number);
  if (pipe == NULL) return;
  settle(pipe);
  if (pipe->writes && pipe->is_under_way) pipe->is_closing = true;
  else drop_pipe(number);
}

static bool is_ready(pipe_t* pipe) {
  settle(pipe);
  return pipe->writes ? !pipe->is_under_way : pipe->has_ended || pipe->at < pipe->filled;
}

/* How long to wait until the next look. */
static DWORD slice_of(double left, bool short_slice) {
  double slice = short_slice ? SHORT_SLICE : SLICE;
  return left < slice ? (DWORD)left + 1 : (DWORD)slice;
}

int platform_wait_for_pipes(platform_wanted_t* wanted, size_t count, double milliseconds) {
  double end = (double)GetTickCount64() + milliseconds;
  for (;;) {
    bool closing = close_pipes();
    HANDLE events[MAXIMUM_WAIT_OBJECTS];
    DWORD event_count = 0;
    int ready = 0;
    for (size_t i = 0; i < count; i++) {
      pipe_t* pipe = pipe_of(wanted[i].pipe);
      wanted[i].ready = pipe == NULL || is_ready(pipe);
      if (wanted[i].ready) ready++;
      else if (event_count < MAXIMUM_WAIT_OBJECTS) events[event_count++] = pipe->call.hEvent;
    }
    if (host_interrupted()) return -EINTR;
    double left = end - (double)GetTickCount64();
    if (ready > 0 || left <= 0) return ready;
    DWORD slice = slice_of(left, closing || count > MAXIMUM_WAIT_OBJECTS);
    if (event_count == 0) Sleep(slice);
    else WaitForMultipleObjects(event_count, events, FALSE, slice);
  }
}

static program_t* program_of(int child) {
  return child >= 0 && child < program_count && programs[child].process != NULL ? &programs[child] : NULL;
}

/* What the program has left running goes on: the job no longer ends it. */
static void release(program_t* program) {
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION none = {0};
  SetInformationJobObject(program->job, JobObjectExtendedLimitInformation, &none, sizeof none);
  CloseHandle(program->job);
  CloseHandle(program->process);
  *program = (program_t){0};
}

int platform_wait_for_end(int child, double milliseconds, platform_end_t* end) {
  program_t* program = program_of(child);
  if (program == NULL) return -ECHILD;
  double until = (double)GetTickCount64() + milliseconds;
  for (;;) {
    bool closing = close_pipes();
    if (host_interrupted()) return -EINTR;
    double left = until - (double)GetTickCount64();
    if (WaitForSingleObject(program->process, left <= 0 ? 0 : slice_of(left, closing)) == WAIT_OBJECT_0) break;
    if (left <= 0) return 0;
  }
  DWORD code = 1;
  GetExitCodeProcess(program->process, &code);
  release(program);
  *end = (platform_end_t){.code = (int)code};
  return 1;
}

int platform_signal_program(int child, int signal) {
  program_t* program = program_of(child);
  if (program == NULL) return -ESRCH;
  if (signal == 0) return 0;
  return windows_outcome(TerminateJobObject(program->job, 128 + (UINT)signal));
}
