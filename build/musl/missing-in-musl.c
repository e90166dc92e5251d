/* The names of glibc that Debian's libstdc++ wants and its musl lacks. */
#include <sys/syscall.h>

long syscall(long number, ...);

char __libc_single_threaded = 0;

/* "Not found": the unwinder goes on with dl_iterate_phdr. */
int _dl_find_object(void *address, void *result) {
  (void)address, (void)result;
  return -1;
}

unsigned arc4random(void) {
  unsigned value = 0;
  syscall(SYS_getrandom, &value, sizeof value, 0);
  return value;
}
