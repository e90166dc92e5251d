#include "processes-platform.h"
#include "descriptors-posix.h"
#include "groups-posix.h"
#include "interrupts.h"
#include "processes-posix.h"
#include "signals.h"
#include "system-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* What has no "=" after its first character is no variable, and few programs expect it. */
static bool is_variable(const char* text) {
  return text[0] != 0 && strchr(text + 1, '=') != NULL;
}

void platform_each_variable(void (*take)(void* list, const char* variable), void* list) {
  for (char** each = environ; *each != NULL; each++)
    if (is_variable(*each)) take(list, *each);
}

static void keep_variables_alone(void) {
  char** kept = environ;
  for (char** each = environ; *each != NULL; each++)
    if (is_variable(*each)) *kept++ = *each;
  *kept = NULL;
}

char* platform_variable(const char* name) {
  const char* value = getenv(name);
  return value == NULL ? NULL : strdup(value);
}

/* A name without a value is removed. If a variable is there more than once, removes every copy. */
static void set_variable(char* pair) {
  char* end = strchr(pair, '=');
  if (end != NULL) *end = 0;
  unsetenv(pair);
  if (end != NULL) setenv(pair, end + 1, 1);
}

int platform_replace(const char* file, char** arguments, char** set, bool verbatim, platform_end_t* end) {
  (void)verbatim;
  (void)end;
  for (size_t i = 0; set[i] != NULL; i++) set_variable(set[i]);
  restore_write_signals();
  restore_child_signal();
  execv(file, arguments);
  int failure = -errno;
  platform_ignore_write_signals();
  keep_ends_of_children();
  return failure;
}

int platform_wait(int child, platform_end_t* end) {
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -errno;
    if (!host_interrupted()) continue;
    kill(child, SIGTERM); /* the machine that waits is to stop, and the child with it */
    return -EINTR;
  }
  platform_signal_child(0, false);
  end->by_signal = WIFSIGNALED(status);
  end->code = end->by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
  return 0;
}

/* What the child does before it becomes the program; it writes errno to `report` if that fails. */
__attribute__((noreturn)) static void become(const char* file, char** arguments, char** set, platform_child_t how, int report) {
  int nothing = how.has_input ? -1 : open("/dev/null", O_RDONLY);
  if (nothing > 0) {
    dup2(nothing, STDIN_FILENO);
    close(nothing);
  }
  if (how.output != STDOUT_FILENO) dup2(how.output, STDOUT_FILENO);
  if (how.errors != STDERR_FILENO) dup2(how.errors, STDERR_FILENO);
  if (how.without_descriptors) hide_descriptors();
  keep_variables_alone();
  for (size_t i = 0; set[i] != NULL; i++) set_variable(set[i]);
  restore_write_signals();
  execv(file, arguments);
  int failure = errno;
  ssize_t written = write(report, &failure, sizeof failure);
  _exit(written < 0);
}

/*
 * Starts a child that leads a process group of its own and ends with this process. Minus errno if the program cannot be
 * started.
 */
static int start_child(const char* file, char** arguments, char** set, platform_child_t how, guard_t guard, pid_t* child) {
  int report[2], failure = 0;
  pid_t parent = getpid();
  if (pipe2(report, O_CLOEXEC) < 0) return -errno;
  *child = fork();
  if (*child < 0) failure = -errno;
  if (*child == 0) {
    lead_group(guard);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent) _exit(1);
    become(file, arguments, set, how, report[1]);
  }
  if (*child > 0) setpgid(*child, *child); /* whichever of both comes first */
  close(report[1]);
  int reason;
  ssize_t count = failure == 0 ? read(report[0], &reason, sizeof reason) : 0;
  close(report[0]);
  if (count != (ssize_t)sizeof reason) return failure;
  waitpid(*child, NULL, 0);
  return -reason;
}

int platform_run_child(const char* file, char** arguments, char** set, platform_child_t how, platform_end_t* end) {
  pid_t child = 0;
  guard_t guard = start_guard();
  int result = start_child(file, arguments, set, how, guard, &child);
  if (result == 0) result = wait_for_group(child, how, end);
  end_guard(guard);
  return result;
}

/* The end of a pipe that becomes a shell's stream `number` (-1: none), and whether the shell has no descriptor but its streams. */
typedef struct {
  int end, number;
  bool without_descriptors;
} shell_pipe_t;

/* Starts `sh -c command`. Minus errno if that fails. */
static int start_shell(const char* command, char** environment, shell_pipe_t pipe, const sigset_t* defaults, pid_t* child) {
  char shell[] = "sh", flag[] = "-c";
  char* arguments[] = {shell, flag, (char*)command, NULL};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  if (pipe.number >= 0) posix_spawn_file_actions_adddup2(&actions, pipe.end, pipe.number);
  posix_spawnattr_setsigdefault(&attributes, defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  keep_ends_of_children();
  if (pipe.without_descriptors) hide_descriptors();
  int error = posix_spawn(child, "/bin/sh", &actions, &attributes, arguments, environment);
  if (pipe.without_descriptors) show_descriptors();
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return -error;
}

/* As in system(3), SIGINT and SIGQUIT reach only the child. */
int platform_run_shell(const char* command, char** environment, platform_end_t* end) {
  struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  sigset_t defaults = write_signals();
  if (interrupt.sa_handler != SIG_IGN) sigaddset(&defaults, SIGINT);
  if (quit.sa_handler != SIG_IGN) sigaddset(&defaults, SIGQUIT);
  pid_t child;
  int failure = start_shell(command, environment, (shell_pipe_t){-1, -1, false}, &defaults, &child);
  if (failure == 0) failure = platform_wait(child, end);
  sigaction(SIGINT, &interrupt, NULL);
  sigaction(SIGQUIT, &quit, NULL);
  return failure;
}

int platform_open_shell(const char* command, platform_shell_t how, char** environment, int* descriptor, int* child) {
  int ends[2], theirs = how.stream == 1 ? 1 : 0;
  if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
  sigset_t defaults = write_signals();
  int failure = start_shell(command, environment, (shell_pipe_t){ends[theirs], how.stream, how.without_descriptors}, &defaults, child);
  close(ends[theirs]);
  *descriptor = ends[1 - theirs];
  if (failure < 0) close(*descriptor);
  return failure;
}

bool platform_has_shell(void) { return access("/bin/sh", X_OK) == 0; }
