/* Ctrl-C and the end of the time, as wishes to stop the machine. Both come in threads of their own. */
#include "windows-text.h"
#include "interrupts.h"

#include <string.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc
#define SIGINT_NUMBER 2
#define SIGTERM_NUMBER 15

static HANDLE machine_thread, timer;
static volatile LONG asked;

/* A call of the machine's thread that blocks comes back with ERROR_OPERATION_ABORTED. */
static void stop(uint32_t number) {
  interrupt_machine(number);
  CancelSynchronousIo(machine_thread);
}

/* A second event acts as it does by itself. */
static BOOL WINAPI on_event(DWORD event) {
  if (InterlockedExchange(&asked, 1) != 0) return FALSE;
  stop(event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT ? SIGINT_NUMBER : SIGTERM_NUMBER);
  return TRUE;
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

/* watchInterrupts(address, milliseconds): below zero there is no end of the time */
static JSValue watch_interrupts(ARGUMENTS) {
  UNUSED;
  uint32_t address;
  double milliseconds;
  if (JS_ToUint32(ctx, &address, argv[0]) < 0 || JS_ToFloat64(ctx, &milliseconds, argv[1]) < 0) return JS_EXCEPTION;
  HANDLE self = GetCurrentProcess();
  DuplicateHandle(self, GetCurrentThread(), self, &machine_thread, 0, FALSE, DUPLICATE_SAME_ACCESS);
  watch_word(address);
  asked = 0;
  set_time(milliseconds);
  SetConsoleCtrlHandler(on_event, TRUE);
  DWORD due = milliseconds < 1 ? 1 : milliseconds > 0xfffffffe ? 0xfffffffe : (DWORD)milliseconds;
  bool timed = milliseconds >= 0 && CreateTimerQueueTimer(&timer, NULL, on_time, NULL, due, REPEAT_MILLISECONDS, 0);
  return JS_NewBool(ctx, timed);
}

/* endInterrupts(timed) */
static JSValue end_interrupts(ARGUMENTS) {
  UNUSED;
  if (JS_ToBool(ctx, argv[0])) DeleteTimerQueueTimer(NULL, timer, INVALID_HANDLE_VALUE);
  SetConsoleCtrlHandler(on_event, FALSE);
  watch_word(UINT32_MAX);
  CloseHandle(machine_thread);
  return JS_UNDEFINED;
}

/* isInterrupted() */
static JSValue is_interrupted(ARGUMENTS) {
  UNUSED;
  (void)ctx;
  (void)argv;
  return JS_NewBool(ctx, host_interrupted());
}

const host_function_t host_interrupt_functions[] = {
    JS_CFUNC_DEF("watchInterrupts", 2, watch_interrupts),
    JS_CFUNC_DEF("endInterrupts", 1, end_interrupts),
    JS_CFUNC_DEF("isInterrupted", 0, is_interrupted),
};
const int host_interrupt_count = countof(host_interrupt_functions);
