#include "groups-posix.h"
#include "signals.h"
#include "system-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
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

/* What a guard is told: a process, or minus a group, that it ends or no longer ends. 0 stands for all that it knows. */
typedef struct {
  pid_t target;
  int is_watched;
} order_t;

static pid_t* targets;
static size_t target_count;

static void obey(order_t order) {
  if (order.is_watched) {
    pid_t* larger = realloc(targets, (target_count + 1) * sizeof *targets);
    if (larger == NULL) return;
    targets = larger;
    targets[target_count++] = order.target;
    return;
  }
  for (size_t i = target_count; i-- > 0;)
    if (order.target == 0 || targets[i] == order.target) targets[i] = targets[--target_count];
}

static void close_from(int first) {
  if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
  for (int descriptor = first; descriptor < MOST_DESCRIPTORS; descriptor++) close(descriptor);
}

/*
 * Ends what it was told when the pipe is closed. Keeps nothing else open: the lock of a plugins folder must not outlive this
 * process's parent, and a program that reads a pipe waits until nobody else has its other end.
 */
__attribute__((noreturn)) static void guard_targets(int pipe) {
  static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGPROF};
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
  setpgid(0, 0);
  dup2(pipe, STDIN_FILENO);
  close_from(STDIN_FILENO + 1);
  order_t order;
  while (read(STDIN_FILENO, &order, sizeof order) == (ssize_t)sizeof order) obey(order);
  for (size_t i = 0; i < target_count; i++) kill(targets[i], SIGKILL);
  _exit(0);
}

guard_t start_guard(void) {
  int ends[2];
  guard_t guard = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) < 0) return guard;
  guard.process = fork();
  if (guard.process == 0) guard_targets(ends[0]);
  close(ends[0]);
  guard.pipe = ends[1];
  return guard;
}

static void tell(guard_t guard, order_t order) {
  ssize_t told = write(guard.pipe, &order, sizeof order);
  (void)told; /* without a guard only a group's leader ends with its parent */
}

void watch_target(guard_t guard, pid_t target) { tell(guard, (order_t){target, 1}); }

void forget_target(guard_t guard, pid_t target) { tell(guard, (order_t){target, 0}); }

void lead_group(guard_t guard) {
  setpgid(0, 0);
  watch_target(guard, -getpid());
}

void end_guard(guard_t guard) {
  if (guard.pipe < 0) return;
  forget_target(guard, 0);
  close(guard.pipe);
  if (guard.process > 0)
    while (waitpid(guard.process, NULL, 0) < 0 && errno == EINTR) continue;
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

static void end_rest(pid_t group) {
  for (int waited = 0; waited < GRACE; waited += PAUSE) {
    if (kill(-group, 0) < 0) return;
    platform_sleep(PAUSE);
  }
  kill(-group, SIGKILL);
}

int wait_for_group(pid_t group, platform_child_t how, platform_end_t* end) {
  foreground_t foreground = {group, -1, false};
  int status = 0;
  platform_signal_child(-group);
  int failure = wait_for_leader(&foreground, how, &status);
  platform_signal_child(0);
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
