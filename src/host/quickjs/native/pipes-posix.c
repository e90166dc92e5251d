#include "pipes-platform.h"
#include "descriptors-posix.h"
#include "processes-posix.h"
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

static void close_both(const int ends[2]) {
  close(ends[0]);
  close(ends[1]);
}

/* What the user opened for a plugin is not for a program of luff's own. */
static int start(const char* file, char** words, int input, int output, int* child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t defaults = write_signals(); /* a program whose reader is gone is to end */
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  hide_descriptors();
  int error = posix_spawn(child, file, &actions, &attributes, words, environ);
  show_descriptors();
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return -error;
}

int platform_open_program(const char* file, char** words, platform_piped_t* piped) {
  int to_child[2], from_child[2];
  if (pipe2(to_child, O_CLOEXEC) < 0) return -errno;
  if (pipe2(from_child, O_CLOEXEC) < 0) {
    int failure = -errno;
    close_both(to_child);
    return failure;
  }
  int failure = start(file, words, to_child[0], from_child[1], &piped->child);
  if (failure < 0) {
    close_both(to_child);
    close_both(from_child);
    return failure;
  }
  close(to_child[0]);
  close(from_child[1]);
  piped->input = to_child[1];
  piped->output = from_child[0];
  platform_signal_child(piped->child);
  return 0;
}

void platform_end_child(int child) { kill(child, SIGKILL); }
