#include "programs-platform.h"
#include "descriptors-posix.h"
#include "groups-posix.h"
#include "interrupts.h"
#include "processes-posix.h"
#include "system-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The longest time between two looks at a child, in milliseconds. */
#define LONGEST_PAUSE 10
/* Linux gives a pipe the larger size where it may. A pipe that was full once gets it. */
#define USUAL_PIPE (1 << 16)
#define LARGE_PIPE (1 << 20)
/* Only who reads so many bytes at once needs more of them in the pipe. */
#define LARGE_READ (1 << 18)

/* Ends what is still running when this process ends. It is started before the first program has pipes. */
static guard_t guard = {0, -1, NULL};

/*
 * Where a program is: its process, or minus its group, as kill takes it. One that has ended is kept until the next one
 * starts, for what it may have left in its group.
 */
typedef struct {
  pid_t child, target;
  bool has_ended;
} running_t;
static running_t* running;
static size_t running_count;

static bool remember(pid_t child, pid_t target) {
  size_t kept = 0;
  for (size_t i = 0; i < running_count; i++)
    if (!running[i].has_ended) running[kept++] = running[i];
  running_count = kept;
  running_t* larger = realloc(running, (running_count + 1) * sizeof *running);
  if (larger == NULL) return false;
  running = larger;
  running[running_count++] = (running_t){child, target, false};
  watch_target(guard, target);
  return true;
}

static running_t* find_running(pid_t child) {
  for (size_t i = 0; i < running_count; i++)
    if (running[i].child == child) return &running[i];
  return NULL;
}

static void note_end(pid_t child) {
  running_t* found = find_running(child);
  if (found == NULL) return;
  forget_target(guard, found->target);
  found->has_ended = true;
}

/* The child's end of a stream that is not this process's, and this process's end of a pipe. Minus errno. */
static int open_stream(int number, platform_stream_t stream, int* mine) {
  int ends[2];
  if (stream.kind == STREAM_NOTHING) {
    int nothing = open("/dev/null", (number == 0 ? O_RDONLY : O_WRONLY) | O_CLOEXEC);
    return nothing < 0 ? -errno : nothing;
  }
  if (stream.kind == STREAM_FILE) {
    int file = open(stream.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return file < 0 ? -errno : file;
  }
  if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
  *mine = ends[number == 0];
  fcntl(*mine, F_SETFL, O_NONBLOCK);
  return ends[number != 0];
}

static bool is_opened(stream_kind_t kind) { return kind == STREAM_NOTHING || kind == STREAM_FILE || kind == STREAM_PIPE; }

static int open_streams(const platform_stream_t* streams, posix_spawn_file_actions_t* actions, int* theirs, int* mine) {
  for (int number = 0; number < 3; number++) {
    if (streams[number].kind == STREAM_STDOUT) posix_spawn_file_actions_adddup2(actions, STDOUT_FILENO, number);
    if (!is_opened(streams[number].kind)) continue;
    theirs[number] = open_stream(number, streams[number], &mine[number]);
    if (theirs[number] < 0) return theirs[number];
    posix_spawn_file_actions_adddup2(actions, theirs[number], number);
  }
  return 0;
}

static int spawn(const platform_program_t* program, const posix_spawn_file_actions_t* actions, bool leads, pid_t* child) {
  posix_spawnattr_t attributes;
  sigset_t defaults = write_signals(); /* a program whose reader is gone is to end */
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, (short)(POSIX_SPAWN_SETSIGDEF | (leads ? POSIX_SPAWN_SETPGROUP : 0)));
  if (program->without_descriptors) hide_descriptors();
  int error = posix_spawn(child, program->file, actions, &attributes, program->arguments, program->environment);
  if (program->without_descriptors) show_descriptors();
  posix_spawnattr_destroy(&attributes);
  return -error;
}

static void close_all(const int* descriptors) {
  for (int i = 0; i < 3; i++)
    if (descriptors[i] >= 0) close(descriptors[i]);
}

int platform_start_program(const platform_program_t* program, platform_started_t* started) {
  if (guard.process == 0) guard = start_guard();
  bool leads = program->streams[0].kind != STREAM_INHERITED;
  int theirs[3] = {-1, -1, -1};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (program->folder != NULL) posix_spawn_file_actions_addchdir_np(&actions, program->folder);
  int result = open_streams(program->streams, &actions, theirs, started->pipes);
  pid_t child = 0;
  if (result == 0) result = spawn(program, &actions, leads, &child);
  posix_spawn_file_actions_destroy(&actions);
  close_all(theirs);
  if (result < 0) close_all(started->pipes);
  if (result < 0) return result;
  started->child = child;
  if (remember(child, leads ? -child : child)) return 0;
  close_all(started->pipes);
  return -ENOMEM;
}

static int outcome(ssize_t count) {
  if (count >= 0) return (int)count;
  return errno == EAGAIN || errno == EINTR ? NOT_YET : -errno;
}

int platform_read_pipe(int pipe, uint8_t* to, size_t length) {
  ssize_t count = read(pipe, to, length);
  if (count == USUAL_PIPE && length >= LARGE_READ) fcntl(pipe, F_SETPIPE_SZ, LARGE_PIPE);
  return outcome(count);
}

int platform_write_pipe(int pipe, const uint8_t* from, size_t length) {
  ssize_t count = write(pipe, from, length);
  if (count >= 0 && (size_t)count < length) fcntl(pipe, F_SETPIPE_SZ, LARGE_PIPE);
  return outcome(count);
}

void platform_close_pipe(int pipe) { close(pipe); }

/* Milliseconds. */
static double monotonic_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* poll, again after a signal that does not stop the machine. */
static int poll_until(struct pollfd* polled, size_t count, double milliseconds) {
  double end = monotonic_time() + milliseconds;
  for (;;) {
    if (host_interrupted()) return -EINTR;
    double left = end - monotonic_time();
    int result = poll(polled, (nfds_t)count, left > INT_MAX ? -1 : left > 0 ? (int)left + (left > (int)left) : 0);
    if (result >= 0) return result;
    if (errno != EINTR) return -errno;
  }
}

int platform_wait_for_pipes(platform_wanted_t* wanted, size_t count, double milliseconds) {
  struct pollfd* polled = calloc(count + 1, sizeof *polled);
  if (polled == NULL) return -ENOMEM;
  for (size_t i = 0; i < count; i++) polled[i] = (struct pollfd){.fd = wanted[i].pipe, .events = wanted[i].writes ? POLLOUT : POLLIN};
  int result = poll_until(polled, count, milliseconds);
  for (size_t i = 0; i < count; i++) wanted[i].ready = polled[i].revents != 0;
  free(polled);
  return result;
}

/* 0 if there is no end yet. */
static int look(pid_t child, int how, platform_end_t* end) {
  int status;
  pid_t ended = waitpid(child, &status, how);
  if (ended < 0) return errno == EINTR ? 0 : -errno;
  if (ended == 0) return 0;
  end->by_signal = WIFSIGNALED(status);
  end->code = end->by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
  note_end(child);
  return 1;
}

int platform_wait_for_end(int child, double milliseconds, platform_end_t* end) {
  bool forever = milliseconds > INT_MAX;
  double until = monotonic_time() + milliseconds;
  for (int pause = 1;; pause = pause * 2 > LONGEST_PAUSE ? LONGEST_PAUSE : pause * 2) {
    if (host_interrupted()) return -EINTR;
    int result = look(child, forever ? 0 : WNOHANG, end);
    if (result != 0) return result;
    double left = until - monotonic_time();
    if (left <= 0) return 0;
    if (!forever) poll(NULL, 0, left < pause ? (int)left + 1 : pause);
  }
}

int platform_signal_program(int child, int signal) {
  running_t* found = find_running(child);
  if (found == NULL || (found->has_ended && found->target > 0)) return -ESRCH;
  return kill(found->target, signal) < 0 ? -errno : 0;
}
