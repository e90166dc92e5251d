#include "groups-posix.h"
#include "living-group-posix.h"
#include "processes-posix.h"
#include "signals.h"
#include "system-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where the kernel cannot close all at once, descriptors from here on are not closed. */
#define MOST_DESCRIPTORS 65536
/* How long the rest of a group may take to end, and how often to look, in milliseconds. */
#define GRACE 2000
#define PAUSE 10
/* How a shell calls the death of its command by SIGINT. */
#define STATUS_OF_SIGINT (128 + SIGINT)

/* So many processes and groups a guard can end. */
#define MOST_TARGETS 65536
#define TARGETS_SIZE (MOST_TARGETS * sizeof(pid_t))

static void close_from(int first) {
  if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
  for (int descriptor = first; descriptor < MOST_DESCRIPTORS; descriptor++) close(descriptor);
}

/*
 * Ends the targets when the pipe is closed. Nothing is ever written there: that would wake the guard for each program. Keeps
 * nothing else open: the lock of a plugins folder must not outlive this process's parent, and a program that reads a pipe
 * waits until nobody else has its other end.
 */
__attribute__((noreturn)) static void guard_targets(int pipe, const pid_t* targets) {
  static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGPROF};
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
  setpgid(0, 0);
  dup2(pipe, STDIN_FILENO);
  close_from(STDIN_FILENO + 1);
  char nothing;
  while (read(STDIN_FILENO, &nothing, 1) < 0 && errno == EINTR) continue;
  for (size_t i = 0; i < MOST_TARGETS; i++)
    if (targets[i] != 0) kill(targets[i], SIGKILL);
  _exit(0);
}

guard_t start_guard(void) {
  int ends[2];
  guard_t guard = {-1, -1, NULL};
  keep_ends_of_children();
  void* shared = mmap(NULL, TARGETS_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return guard;
  if (pipe2(ends, O_CLOEXEC) < 0) {
    munmap(shared, TARGETS_SIZE);
    return guard;
  }
  guard.targets = shared;
  guard.process = fork();
  if (guard.process == 0) guard_targets(ends[0], guard.targets);
  close(ends[0]);
  guard.pipe = ends[1];
  return guard;
}

/* Replaces the first of the targets that is `before`. Processes that share a guard may do so at the same time. */
static void replace_target(guard_t guard, pid_t before, pid_t after) {
  if (guard.targets == NULL) return; /* without a guard only a group's leader ends with its parent */
  for (size_t i = 0; i < MOST_TARGETS; i++)
    if (guard.targets[i] == before && __sync_bool_compare_and_swap(&guard.targets[i], before, after)) return;
}

void watch_target(guard_t guard, pid_t target) { replace_target(guard, 0, target); }

void forget_target(guard_t guard, pid_t target) { replace_target(guard, target, 0); }

void lead_group(guard_t guard) {
  setpgid(0, 0);
  watch_target(guard, -getpid());
}

void end_guard(guard_t guard) {
  if (guard.pipe < 0) return;
  memset(guard.targets, 0, TARGETS_SIZE);
  close(guard.pipe);
  if (guard.process > 0)
    while (waitpid(guard.process, NULL, 0) < 0 && errno == EINTR) continue;
  munmap(guard.targets, TARGETS_SIZE);
}

/* Lets a group read the terminal and get its keys. Otherwise SIGTTOU would stop this process for that. */
static void set_foreground(int terminal, pid_t group) {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  tcsetpgrp(terminal, group);
  sigprocmask(SIG_SETMASK, &before, NULL);
}

/* A group that has the terminal of this process while it needs it. */
typedef struct {
  pid_t group;
  int terminal; /* a descriptor, negative if there is none */
  bool has_terminal;
} foreground_t;

static void take_terminal_back(foreground_t* foreground) {
  if (foreground->has_terminal) set_foreground(foreground->terminal, getpgrp());
  foreground->has_terminal = false;
}

/*
 * The group has stopped. If it wanted to use the terminal, and this process has it, gives it to the group. Otherwise the
 * user, or a shell, stopped it: then this process stops too, until its own shell continues it.
 */
static void on_stop(foreground_t* foreground, int number) {
  bool wants_terminal = number == SIGTTIN || number == SIGTTOU;
  if (foreground->terminal < 0) foreground->terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  bool mine = foreground->terminal >= 0 && tcgetpgrp(foreground->terminal) == getpgrp();
  if (wants_terminal && mine) {
    set_foreground(foreground->terminal, foreground->group);
    foreground->has_terminal = true;
  } else {
    take_terminal_back(foreground);
    kill(0, number == SIGSTOP ? SIGTSTP : number);
    platform_sleep(PAUSE);
  }
  kill(-foreground->group, SIGCONT);
}

static bool is_full(platform_child_t how) {
  struct stat file;
  return fstat(how.output, &file) == 0 && file.st_size > how.limit;
}

static int wait_for_leader(foreground_t* foreground, platform_child_t how, int* status) {
  for (;;) {
    pid_t ended = waitpid(foreground->group, status, how.limit > 0 ? WUNTRACED | WNOHANG : WUNTRACED);
    if (ended < 0) {
      if (errno != EINTR) return -errno;
    } else if (ended == 0) {
      if (is_full(how)) kill(-foreground->group, SIGKILL);
      platform_sleep(PAUSE);
    } else if (WIFSTOPPED(*status)) {
      on_stop(foreground, WSTOPSIG(*status));
    } else {
      return 0;
    }
  }
}

/* Does not wait for processes that have ended and that nobody asks about: in a container that is often so for ever. */
static void end_rest(pid_t group) {
  pid_t running = 0;
  for (int waited = 0; waited < GRACE; waited += PAUSE) {
    if (kill(-group, 0) < 0) return;
    if (!may_run(group, &running)) break;
    platform_sleep(PAUSE);
  }
  kill(-group, SIGKILL);
}

int wait_for_group(pid_t group, platform_child_t how, platform_end_t* end) {
  foreground_t foreground = {group, -1, false};
  int status = 0;
  platform_signal_child(-group, how.without_hangup);
  int failure = wait_for_leader(&foreground, how, &status);
  platform_signal_child(0, false);
  bool had_terminal = foreground.has_terminal;
  take_terminal_back(&foreground);
  if (foreground.terminal >= 0) close(foreground.terminal);
  end->by_signal = WIFSIGNALED(status);
  end->code = end->by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
  /* Ctrl-C has reached only the group. */
  if (had_terminal && (end->by_signal ? end->code == SIGINT : end->code == STATUS_OF_SIGINT)) raise(SIGINT);
  if (platform_received_signal() != 0) end_rest(group);
  return failure;
}
