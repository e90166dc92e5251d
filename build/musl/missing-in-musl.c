/* glibc's functions that Debian's libstdc++ and libgcc need and its musl lacks. */
#include <sys/syscall.h>

long syscall(long number, ...);
unsigned long getauxval(unsigned long type);

char __libc_single_threaded = 0;

/* Returns "not found": the unwinder then uses dl_iterate_phdr. */
int _dl_find_object(void *address, void *result) {
  (void)address, (void)result;
  return -1;
}

unsigned arc4random(void) {
  unsigned value = 0;
  syscall(SYS_getrandom, &value, sizeof value, 0);
  return value;
}

/* libgcc for arm64 uses this to find out whether the processor has atomic instructions. */
unsigned long __getauxval(unsigned long type) {
  return getauxval(type);
}
