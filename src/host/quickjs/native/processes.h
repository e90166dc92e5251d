/* How a child ended, for JavaScript. */
#ifndef LUFF_PROCESSES_H
#define LUFF_PROCESSES_H

#include "host.h"
#include "processes-platform.h"

/* An object with `kind` and `code`; a negative result is returned as it is. */
JSValue host_end(JSContext*, int result, platform_end_t);

/* Whether a property of an object is true. */
bool host_flag(JSContext*, JSValueConst object, const char* name);

#endif
