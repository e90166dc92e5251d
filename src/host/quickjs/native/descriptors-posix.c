#include "descriptors-posix.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* Where there is no list of the open descriptors, those from here on are not looked for. */
#define MOST_DESCRIPTORS 65536

static int* hidden;
static size_t hidden_count;

/* A descriptor that already ends with the next program stays as it is. */
static void hide(int descriptor) {
  if (descriptor <= STDERR_FILENO || fcntl(descriptor, F_GETFD) != 0) return;
  int* larger = realloc(hidden, (hidden_count + 1) * sizeof *hidden);
  if (larger == NULL) return;
  hidden = larger;
  if (fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0) hidden[hidden_count++] = descriptor;
}

/* A caller may have opened descriptors above the limit of open files, and lowered it then. These are not found here. */
static void hide_below_limit(void) {
  struct rlimit limit;
  int end = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < MOST_DESCRIPTORS ? (int)limit.rlim_cur : MOST_DESCRIPTORS;
  for (int descriptor = 0; descriptor < end; descriptor++) hide(descriptor);
}

void hide_descriptors(void) {
  DIR* open_ones = opendir("/proc/self/fd");
  if (open_ones == NULL) {
    hide_below_limit();
    return;
  }
  for (struct dirent* entry = readdir(open_ones); entry != NULL; entry = readdir(open_ones)) hide(atoi(entry->d_name));
  closedir(open_ones);
}

void show_descriptors(void) {
  while (hidden_count > 0) fcntl(hidden[--hidden_count], F_SETFD, 0);
}
