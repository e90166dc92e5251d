/* Ctrl-C and the time limit, as requests to stop the machine. Both arrive in their own threads. */
#include "interrupts.h"

#include <string.h>
#include <windows.h>

#define SIGINT_NUMBER 2
#define SIGTERM_NUMBER 15

static HANDLE machine_thread, timer;
static volatile LONG asked;

/*
 * A blocking call of the machine's thread returns ERROR_OPERATION_ABORTED. A second event has its default action. So
 * does the first one if a forged chunk has broken the machine, so that it does not see the request.
 */
static BOOL WINAPI on_event(DWORD event) {
  if (InterlockedExchange(&asked, 1) != 0) return FALSE;
  interrupt_machine(event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT ? SIGINT_NUMBER : SIGTERM_NUMBER);
  for (int turn = 0; turn < PATIENCE_SECONDS * 1000 / REPEAT_MILLISECONDS && host_interrupted(); turn++) {
    CancelSynchronousIo(machine_thread);
    Sleep(REPEAT_MILLISECONDS);
  }
  return !host_interrupted();
}

static VOID CALLBACK on_time(PVOID nothing, BOOLEAN fired) {
  (void)nothing;
  (void)fired;
  const char* last_words = time_is_over();
  CancelSynchronousIo(machine_thread);
  if (last_words == NULL) return;
  DWORD written;
  WriteFile(GetStdHandle(STD_ERROR_HANDLE), last_words, (DWORD)strlen(last_words), &written, NULL);
  TerminateProcess(GetCurrentProcess(), TIME_LIMIT_STATUS);
}

bool platform_watch(double milliseconds) {
  HANDLE self = GetCurrentProcess();
  DuplicateHandle(self, GetCurrentThread(), self, &machine_thread, 0, FALSE, DUPLICATE_SAME_ACCESS);
  asked = 0;
  SetConsoleCtrlHandler(on_event, TRUE);
  DWORD due = milliseconds < 1 ? 1 : milliseconds > 0xfffffffe ? 0xfffffffe : (DWORD)milliseconds;
  return milliseconds >= 0 && CreateTimerQueueTimer(&timer, NULL, on_time, NULL, due, REPEAT_MILLISECONDS, 0);
}

void platform_end_watch(bool timed) {
  if (timed) DeleteTimerQueueTimer(NULL, timer, INVALID_HANDLE_VALUE);
  SetConsoleCtrlHandler(on_event, FALSE);
  CloseHandle(machine_thread);
}
