#include "system-platform.h"
#include "windows-text.h"

#include <errno.h>
#include <io.h>
#include <shellapi.h>
#include <stdlib.h>

#define TICKS_OF_1970 116444736000000000ll
#define LONGEST_PATH 32768

char** platform_begin(int* argc, char** argv) {
  (void)argv;
  wchar_t** wide = CommandLineToArgvW(GetCommandLineW(), argc);
  char** arguments = calloc((size_t)*argc + 1, sizeof *arguments);
  for (int i = 0; arguments != NULL && i < *argc; i++) arguments[i] = utf8_of(wide[i], wcslen(wide[i]));
  return arguments;
}

/* The linker was asked for 16 MiB. */
size_t platform_stack_limit(void) { return 8u << 20; }

static int take_path(const wchar_t* found, DWORD length, char** path) {
  if (length == 0) return windows_outcome(false);
  *path = utf8_of(found, length);
  return *path == NULL ? -ENOMEM : 0;
}

int platform_executable(char** path) {
  wchar_t found[LONGEST_PATH];
  return take_path(found, GetModuleFileNameW(NULL, found, LONGEST_PATH), path);
}

int platform_working_directory(char** path) {
  wchar_t found[LONGEST_PATH];
  return take_path(found, GetCurrentDirectoryW(LONGEST_PATH, found), path);
}

static long long ticks_of(FILETIME time) { return (long long)((unsigned long long)time.dwHighDateTime << 32 | time.dwLowDateTime); }

typedef VOID(WINAPI* read_clock_t)(LPFILETIME);

/* Windows 7 has only the clock that moves at each of its ticks, every 16 ms or so. */
static read_clock_t finest_clock(void) {
  static read_clock_t found;
  if (found != NULL) return found;
  HMODULE kernel = GetModuleHandleW(L"kernel32.dll");
  FARPROC precise = kernel == NULL ? NULL : GetProcAddress(kernel, "GetSystemTimePreciseAsFileTime");
  found = precise == NULL ? GetSystemTimeAsFileTime : (read_clock_t)(void*)precise;
  return found;
}

double platform_fine_now(void) {
  FILETIME now;
  finest_clock()(&now);
  return (double)(ticks_of(now) - TICKS_OF_1970) / 1e4;
}

double platform_steady(void) {
  LARGE_INTEGER passed, frequency;
  QueryPerformanceCounter(&passed);
  QueryPerformanceFrequency(&frequency);
  return (double)passed.QuadPart * 1e3 / (double)frequency.QuadPart;
}

double platform_processor_time(void) {
  FILETIME created, ended, kernel, user;
  GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user);
  return (double)(ticks_of(kernel) + ticks_of(user)) / 1e7;
}

/* For years that Windows does not support, uses the zone's winter time. */
int32_t platform_offset_at(double moment) {
  long long ticks = (long long)(moment * 10000) + TICKS_OF_1970;
  FILETIME utc = {(DWORD)ticks, (DWORD)(ticks >> 32)}, shown;
  SYSTEMTIME there, here;
  if (ticks > 0 && FileTimeToSystemTime(&utc, &there) && SystemTimeToTzSpecificLocalTime(NULL, &there, &here) &&
      SystemTimeToFileTime(&here, &shown) && SystemTimeToFileTime(&there, &utc))
    return (int32_t)((ticks_of(shown) - ticks_of(utc)) / 10000000);
  TIME_ZONE_INFORMATION zone;
  GetTimeZoneInformation(&zone);
  return -60 * (int32_t)(zone.Bias + zone.StandardBias);
}

char* platform_zone_name_at(double moment) {
  TIME_ZONE_INFORMATION zone;
  GetTimeZoneInformation(&zone);
  bool winter = platform_offset_at(moment) == -60 * (int32_t)(zone.Bias + zone.StandardBias);
  const wchar_t* name = winter ? zone.StandardName : zone.DaylightName;
  return utf8_of(name, wcslen(name));
}

static HANDLE handle_of(int descriptor) { return (HANDLE)_get_osfhandle(descriptor); }

bool platform_is_terminal(int descriptor) {
  DWORD mode;
  return GetConsoleMode(handle_of(descriptor), &mode);
}

int platform_terminal_width(int descriptor) {
  CONSOLE_SCREEN_BUFFER_INFO screen;
  if (!platform_is_terminal(descriptor) || !GetConsoleScreenBufferInfo(handle_of(descriptor), &screen)) return 0;
  return screen.srWindow.Right - screen.srWindow.Left + 1;
}

int platform_terminal_height(int descriptor) {
  CONSOLE_SCREEN_BUFFER_INFO screen;
  if (!platform_is_terminal(descriptor) || !GetConsoleScreenBufferInfo(handle_of(descriptor), &screen)) return 0;
  return screen.srWindow.Bottom - screen.srWindow.Top + 1;
}

bool platform_set_echo(int descriptor, bool on) {
  DWORD mode;
  if (!GetConsoleMode(handle_of(descriptor), &mode)) return true;
  SetConsoleMode(handle_of(descriptor), on ? mode | ENABLE_ECHO_INPUT : mode & ~(DWORD)ENABLE_ECHO_INPUT);
  return (mode & ENABLE_ECHO_INPUT) != 0;
}

void platform_sleep(int milliseconds) { Sleep((DWORD)milliseconds); }

/* RtlGenRandom, by its exported name in advapi32. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

int platform_fill_random(uint8_t* bytes, size_t length) { return SystemFunction036(bytes, (ULONG)length) ? 0 : -EIO; }

int platform_process_id(void) { return (int)GetCurrentProcessId(); }

static UINT console_page; /* what the console had before, 0 where there is none */

void platform_exit(int code) {
  if (console_page != 0) SetConsoleOutputCP(console_page);
  ExitProcess((UINT)code);
}

/* Windows has no such signal. */
void platform_ignore_write_signals(void) {
  console_page = GetConsoleOutputCP();
  if (console_page != 0) SetConsoleOutputCP(CP_UTF8);
}
