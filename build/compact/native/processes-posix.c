/* Programs, command lines and the environment of POSIX. A negative result is minus errno. */
#include "host.h"
#include "interrupts.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc

extern char** environ;

static void free_list(char** list) {
  for (size_t i = 0; list != NULL && list[i] != NULL; i++) free(list[i]);
  free(list);
}

/* The zero-ended text of a string, or of the bytes of a Uint8Array; the caller frees it. */
static char* text_of(JSContext* ctx, JSValueConst value) {
  if (JS_IsString(value)) {
    const char* text = JS_ToCString(ctx, value);
    char* copy = text == NULL ? NULL : strdup(text);
    JS_FreeCString(ctx, text);
    return copy;
  }
  size_t length;
  const uint8_t* bytes = host_bytes(ctx, value, &length);
  return bytes == NULL ? NULL : strndup((const char*)bytes, length);
}

/* An array of those as argv or envp. */
static char** list_of(JSContext* ctx, JSValueConst array) {
  JSValue length = JS_GetPropertyStr(ctx, array, "length");
  uint32_t count;
  if (JS_ToUint32(ctx, &count, length) < 0) return NULL;
  char** list = calloc((size_t)count + 1, sizeof *list);
  for (uint32_t i = 0; list != NULL && i < count; i++) {
    JSValue item = JS_GetPropertyUint32(ctx, array, i);
    list[i] = text_of(ctx, item);
    JS_FreeValue(ctx, item);
    if (list[i] == NULL) {
      free_list(list);
      return NULL;
    }
  }
  return list;
}

/* variables(): each NAME=VALUE as bytes */
static JSValue process_variables(ARGUMENTS) {
  UNUSED;
  (void)argv;
  JSValue list = JS_NewArray(ctx);
  for (uint32_t i = 0; environ[i] != NULL; i++)
    JS_SetPropertyUint32(ctx, list, i, host_new_bytes(ctx, (const uint8_t*)environ[i], strlen(environ[i])));
  return list;
}

/* variable(name): its value as bytes, or undefined */
static JSValue process_variable(ARGUMENTS) {
  UNUSED;
  const char* name = JS_ToCString(ctx, argv[0]);
  if (name == NULL) return JS_EXCEPTION;
  const char* value = getenv(name);
  JS_FreeCString(ctx, name);
  return value == NULL ? JS_UNDEFINED : host_new_bytes(ctx, (const uint8_t*)value, strlen(value));
}

/* Of a variable that is there more than once every copy goes. */
static void set_variable(char* pair) {
  char* end = strchr(pair, '=');
  if (end == NULL) return;
  *end = 0;
  unsetenv(pair);
  *end = '=';
  putenv(pair);
}

/* replaceProcess(file, argv, set): takes this process's place; `set` are the NAME=VALUE on top of the environment */
static JSValue process_replace(ARGUMENTS) {
  UNUSED;
  char** set = list_of(ctx, argv[2]);
  char** arguments = set == NULL ? NULL : list_of(ctx, argv[1]);
  const char* file = arguments == NULL ? NULL : JS_ToCString(ctx, argv[0]);
  if (file == NULL) return JS_EXCEPTION;
  for (size_t i = 0; set[i] != NULL; i++) set_variable(set[i]);
  if (!host_pipes_ignored) signal(SIGPIPE, SIG_DFL);
  execv(file, arguments);
  JSValue failure = host_failure(ctx);
  signal(SIGPIPE, SIG_IGN);
  JS_FreeCString(ctx, file);
  free_list(arguments);
  free(set); /* the strings belong to the environment now */
  return failure;
}

static JSValue child_end(JSContext* ctx, int status) {
  JSValue end = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, end, "kind", JS_NewString(ctx, WIFSIGNALED(status) ? "signal" : "exit"));
  JS_SetPropertyStr(ctx, end, "code", JS_NewInt32(ctx, WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)));
  return end;
}

static JSValue wait_for(JSContext* ctx, pid_t child) {
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return host_failure(ctx);
    if (!host_interrupted()) continue;
    kill(child, SIGTERM); /* the machine that waits is to stop, and the child with it */
    return JS_NewInt32(ctx, -EINTR);
  }
  return child_end(ctx, status);
}

/* Starts `sh -c command` with one end of a pipe in place of stream `end_for` (-1: none). Minus errno where it cannot. */
static int start_shell(const char* command, char** environment, int pipe_end, int end_for, const sigset_t* defaults, pid_t* child) {
  char* arguments[] = {"sh", "-c", (char*)command, NULL};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  if (end_for >= 0) posix_spawn_file_actions_adddup2(&actions, pipe_end, end_for);
  posix_spawnattr_setsigdefault(&attributes, defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  int error = posix_spawn(child, "/bin/sh", &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return -error;
}

/* (command bytes, ..., environment): both as C, NULL with an exception otherwise; the caller frees both */
static char* command_of(JSContext* ctx, JSValueConst value, JSValueConst variables, char*** environment) {
  size_t length;
  const uint8_t* bytes = host_bytes(ctx, value, &length);
  char* command = bytes == NULL ? NULL : malloc(length + 1);
  if (command == NULL) return NULL;
  memcpy(command, bytes, length);
  command[length] = 0;
  *environment = list_of(ctx, variables);
  if (*environment == NULL) {
    free(command);
    return NULL;
  }
  return command;
}

/* runShell(command, environment): as system(3) does, SIGINT and SIGQUIT reach the child alone */
static JSValue process_run_shell(ARGUMENTS) {
  UNUSED;
  char** environment;
  char* command = command_of(ctx, argv[0], argv[1], &environment);
  if (command == NULL) return JS_EXCEPTION;
  struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  sigset_t defaults;
  sigemptyset(&defaults);
  if (!host_pipes_ignored) sigaddset(&defaults, SIGPIPE);
  if (interrupt.sa_handler != SIG_IGN) sigaddset(&defaults, SIGINT);
  if (quit.sa_handler != SIG_IGN) sigaddset(&defaults, SIGQUIT);
  pid_t child;
  int failure = start_shell(command, environment, -1, -1, &defaults, &child);
  JSValue end = failure < 0 ? JS_NewInt32(ctx, failure) : wait_for(ctx, child);
  sigaction(SIGINT, &interrupt, NULL);
  sigaction(SIGQUIT, &quit, NULL);
  free(command);
  free_list(environment);
  return end;
}

/* openShell(command, stream, environment): stream 1 is read, stream 0 is written; [descriptor, child] */
static JSValue process_open_shell(ARGUMENTS) {
  UNUSED;
  int stream, ends[2];
  if (JS_ToInt32(ctx, &stream, argv[1]) < 0) return JS_EXCEPTION;
  char** environment;
  char* command = command_of(ctx, argv[0], argv[2], &environment);
  if (command == NULL) return JS_EXCEPTION;
  sigset_t defaults;
  sigemptyset(&defaults);
  if (!host_pipes_ignored) sigaddset(&defaults, SIGPIPE);
  pid_t child;
  int theirs = stream == 1 ? 1 : 0; /* index of the pipe's end */
  int failure = pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
  if (failure == 0) {
    failure = start_shell(command, environment, ends[theirs], stream, &defaults, &child);
    close(ends[theirs]);
    if (failure < 0) close(ends[1 - theirs]);
  }
  free(command);
  free_list(environment);
  if (failure < 0) return JS_NewInt32(ctx, failure);
  JSValue opened = JS_NewArray(ctx);
  JS_SetPropertyUint32(ctx, opened, 0, JS_NewInt32(ctx, ends[1 - theirs]));
  JS_SetPropertyUint32(ctx, opened, 1, JS_NewInt32(ctx, child));
  return opened;
}

/* wait(child): how it ended */
static JSValue process_wait(ARGUMENTS) {
  UNUSED;
  int child;
  return JS_ToInt32(ctx, &child, argv[0]) < 0 ? JS_EXCEPTION : wait_for(ctx, child);
}

/* hasShell() */
static JSValue process_has_shell(ARGUMENTS) {
  UNUSED;
  (void)argv;
  return JS_NewBool(ctx, access("/bin/sh", X_OK) == 0);
}

const host_function_t host_process_functions[] = {
    JS_CFUNC_DEF("variables", 0, process_variables),
    JS_CFUNC_DEF("variable", 1, process_variable),
    JS_CFUNC_DEF("replaceProcess", 3, process_replace),
    JS_CFUNC_DEF("runShell", 2, process_run_shell),
    JS_CFUNC_DEF("openShell", 3, process_open_shell),
    JS_CFUNC_DEF("wait", 1, process_wait),
    JS_CFUNC_DEF("hasShell", 0, process_has_shell),
};
const int host_process_count = countof(host_process_functions);
