#include "signals.h"

#include <windows.h>

#define NUMBER_OF_SIGINT 2

static volatile LONG received;

/* The console also notifies the child. When it closes, Windows ends this process whatever this returns. */
static BOOL WINAPI note(DWORD event) {
  (void)event;
  InterlockedExchange(&received, NUMBER_OF_SIGINT);
  return TRUE;
}

int platform_received_signal(void) { return (int)received; }

void platform_watch_signals(void) {
  InterlockedExchange(&received, 0);
  SetConsoleCtrlHandler(note, TRUE);
}

void platform_end_signals(void) { SetConsoleCtrlHandler(note, FALSE); }

void platform_signal_child(int child, bool without_hangup) {
  (void)child;
  (void)without_hangup;
}
