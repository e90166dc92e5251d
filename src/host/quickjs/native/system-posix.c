#include "system-platform.h"
#include "processes-posix.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/*
 * Opens something for each standard stream that is closed. It can be neither read nor written (EBADF), and started
 * programs find the stream closed.
 */
char** platform_begin(int* argc, char** argv) {
  (void)argc;
  for (int descriptor = 0; descriptor < 3; descriptor++)
    if (fcntl(descriptor, F_GETFD) < 0 && open("/", O_PATH | O_CLOEXEC) != descriptor) _exit(1);
  return argv;
}

size_t platform_stack_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > 8u << 20) return 4u << 20;
  return limit.rlim_cur / 2;
}

int platform_executable(char** path) {
  char found[4096];
  ssize_t length = readlink("/proc/self/exe", found, sizeof found);
  if (length < 0) return -errno;
  *path = strndup(found, (size_t)length);
  return *path == NULL ? -ENOMEM : 0;
}

int platform_working_directory(char** path) {
  *path = getcwd(NULL, 0);
  return *path == NULL ? -errno : 0;
}

static double milliseconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

double platform_fine_now(void) { return milliseconds_of(CLOCK_REALTIME); }

double platform_steady(void) { return milliseconds_of(CLOCK_MONOTONIC); }

double platform_processor_time(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

static struct tm local_time(double moment) {
  double seconds = moment / 1000;
  time_t time = (time_t)seconds - ((double)(time_t)seconds > seconds);
  struct tm local = {.tm_zone = "UTC"};
  localtime_r(&time, &local);
  return local;
}

int32_t platform_offset_at(double moment) { return (int32_t)local_time(moment).tm_gmtoff; }

char* platform_zone_name_at(double moment) { return strdup(local_time(moment).tm_zone); }

bool platform_is_terminal(int descriptor) { return isatty(descriptor); }

int platform_terminal_width(int descriptor) {
  struct winsize size = {0};
  return ioctl(descriptor, TIOCGWINSZ, &size) < 0 ? 0 : size.ws_col;
}

int platform_terminal_height(int descriptor) {
  struct winsize size = {0};
  return ioctl(descriptor, TIOCGWINSZ, &size) < 0 ? 0 : size.ws_row;
}

bool platform_set_echo(int descriptor, bool on) {
  struct termios settings;
  if (tcgetattr(descriptor, &settings) < 0) return true;
  bool before = (settings.c_lflag & ECHO) != 0;
  settings.c_lflag = on ? settings.c_lflag | ECHO : settings.c_lflag & ~(tcflag_t)ECHO;
  tcsetattr(descriptor, TCSADRAIN, &settings);
  return before;
}

void platform_sleep(int milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  nanosleep(&time, NULL);
}

/* If getrandom fails (a kernel older than 3.17, or one that has just started), reads the device. */
int platform_fill_random(uint8_t* bytes, size_t length) {
  size_t filled = 0;
  int device = -1;
  while (filled < length) {
    ssize_t count = device < 0 ? getrandom(bytes + filled, length - filled, GRND_NONBLOCK) : read(device, bytes + filled, length - filled);
    if (count > 0) filled += (size_t)count;
    else if (count < 0 && errno == EINTR) continue;
    else if (device >= 0) break;
    else if ((device = open("/dev/urandom", O_RDONLY | O_CLOEXEC)) < 0) return -errno;
  }
  if (device >= 0) close(device);
  return filled == length ? 0 : -EIO;
}

int platform_process_id(void) { return getpid(); }

void platform_exit(int code) { _exit(code); }

/* A broken pipe, and a file that may not become so large: both are errors of the write, and no reason to end. */
static const int of_writes[] = {SIGPIPE, SIGXFSZ};
#define OF_WRITES (sizeof of_writes / sizeof *of_writes)
static bool ignored_before[OF_WRITES];

void platform_ignore_write_signals(void) {
  for (size_t i = 0; i < OF_WRITES; i++) ignored_before[i] = signal(of_writes[i], SIG_IGN) == SIG_IGN;
}

sigset_t write_signals(void) {
  sigset_t signals;
  sigemptyset(&signals);
  for (size_t i = 0; i < OF_WRITES; i++)
    if (!ignored_before[i]) sigaddset(&signals, of_writes[i]);
  return signals;
}

void restore_write_signals(void) {
  for (size_t i = 0; i < OF_WRITES; i++)
    if (!ignored_before[i]) signal(of_writes[i], SIG_DFL);
}

static bool ignored_child_signal;

void keep_ends_of_children(void) {
  struct sigaction action;
  if (sigaction(SIGCHLD, NULL, &action) < 0 || action.sa_handler != SIG_IGN) return;
  signal(SIGCHLD, SIG_DFL);
  ignored_child_signal = true;
}

void restore_child_signal(void) {
  if (ignored_child_signal) signal(SIGCHLD, SIG_IGN);
}
