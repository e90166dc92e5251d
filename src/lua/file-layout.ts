/** Where things are in musl's FILE and in liolib's luaL_Stream, in the pinned module. */
export const FILE_FLAGS = 0;
export const FILE_READ_POSITION = 4;
export const FILE_READ_END = 8;
export const FILE_BUFFER = 44;
export const FILE_BUFFER_SIZE = 48;
export const FILE_DESCRIPTOR = 60;
export const FILE_LINE_END = 80;

/** Bit of FILE_FLAGS: the end of the file was met. */
export const END_OF_FILE = 16;

/** A FILE pointer; 0 while the file is being opened. */
export const STREAM_FILE = 0;
/** The C function that closes it, by its index in the table; 0 once it is closed. */
export const STREAM_CLOSE = 4;
