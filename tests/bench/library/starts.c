/* Starts the program `true` so many times, one after the other. */
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

extern char **environ;

int main(int count, char **arguments) {
  if (count != 2) return 2;
  char *words[] = {"true", NULL};
  for (int left = atoi(arguments[1]); left > 0; left--) {
    pid_t child;
    int status;
    if (posix_spawnp(&child, "true", NULL, NULL, words, environ) != 0) return 1;
    if (waitpid(child, &status, 0) != child || status != 0) return 1;
  }
  return 0;
}
