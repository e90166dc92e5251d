/*
 * What lua-zlib includes first, by a flag of the compiler: it gives zlib so many bytes at a time for its output. Lua's own number is 512 where
 * pointers have 32 bits, and zlib's fast loop leaves off before the last 258 of them.
 */
#ifndef LUFF_LARGE_BUFFERS_H
#define LUFF_LARGE_BUFFERS_H

#include <lauxlib.h>

#undef LUAL_BUFFERSIZE
#define LUAL_BUFFERSIZE 16384

#endif
