/* The names of glibc that Debian's libstdc++ and libgcc want and its musl lacks. */
#include <sys/syscall.h>

long syscall(long number, ...);
unsigned long getauxval(unsigned long type);

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

/* How libgcc for arm64 finds out whether the processor has atomic instructions. */
unsigned long __getauxval(unsigned long type) {
  return getauxval(type);
}
