/* The process, its terminal and the clock, for each platform. */
#ifndef LUFF_SYSTEM_PLATFORM_H
#define LUFF_SYSTEM_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Called first: returns argv as UTF-8, and makes sure that no file gets the number of a standard stream. */
char** platform_begin(int* argc, char** argv);
/* How much of the stack JavaScript may use. Half is for the module's own frames, which QuickJS does not count. */
size_t platform_stack_limit(void);

/* 0 or minus errno; the caller frees the path. */
int platform_executable(char** path);
int platform_working_directory(char** path);
/* Milliseconds since 1970, with a fraction. */
double platform_fine_now(void);
/* Milliseconds since some moment, with a fraction; setting the clock does not change them. */
double platform_steady(void);
/* Seconds. */
double platform_processor_time(void);
/* Seconds east of UTC at milliseconds since 1970. */
int32_t platform_offset_at(double moment);
/* The zone's name, such as CET; the caller frees it. */
char* platform_zone_name_at(double moment);
bool platform_is_terminal(int descriptor);
/* Columns, 0 if the descriptor is not a terminal. */
int platform_terminal_width(int descriptor);
/* Rows, 0 if the descriptor is not a terminal. */
int platform_terminal_height(int descriptor);
/* Lets a terminal show what is typed, or not. Whether it did before; true if the descriptor is not a terminal. */
bool platform_set_echo(int descriptor, bool on);
void platform_sleep(int milliseconds);
int platform_process_id(void);
/* Fills bytes from the system's generator. 0 or minus errno. */
int platform_fill_random(uint8_t* bytes, size_t length);
__attribute__((noreturn)) void platform_exit(int code);
/* From now on, writing to a closed pipe, or too much to a file, is an error, not a signal. Printed text is UTF-8. */
void platform_ignore_write_signals(void);

#endif
