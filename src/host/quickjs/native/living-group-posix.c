#include "living-group-posix.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum { ELSEWHERE, ENDED, RUNNING } state_t;

/* The state of a process, if it is in the group. */
static state_t state_in(pid_t group, pid_t process) {
  char path[64], text[512], state;
  int of_process;
  snprintf(path, sizeof path, "/proc/%d/stat", process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return ELSEWHERE;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return ELSEWHERE;
  text[count] = 0;
  /* The program's name stands in parentheses, and may have spaces and parentheses itself. */
  char* end = strrchr(text, ')');
  if (end == NULL || sscanf(end + 1, " %c %*d %d", &state, &of_process) != 2 || of_process != group) return ELSEWHERE;
  return state == 'Z' || state == 'X' ? ENDED : RUNNING;
}

/* Looks at all processes until one of the group runs. */
static state_t find_running(pid_t group, pid_t* running) {
  state_t found = ELSEWHERE;
  DIR* processes = opendir("/proc");
  if (processes == NULL) return ELSEWHERE;
  for (struct dirent* entry; found != RUNNING && (entry = readdir(processes)) != NULL;) {
    pid_t process = atoi(entry->d_name);
    state_t state = process > 0 ? state_in(group, process) : ELSEWHERE;
    if (state > found) found = state;
    if (state == RUNNING) *running = process;
  }
  closedir(processes);
  return found;
}

bool may_run(pid_t group, pid_t* running) {
  /* To look at all processes takes long where there are many. */
  if (*running > 0 && state_in(group, *running) == RUNNING) return true;
  *running = 0;
  return find_running(group, running) != ENDED;
}
