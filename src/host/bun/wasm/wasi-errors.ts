/** WASI's numbers of errors. */
export const WASI_ERRORS = {
  SUCCESS: 0,
  EACCES: 2,
  EBADF: 8,
  EBUSY: 10,
  EEXIST: 20,
  EFBIG: 22,
  EINTR: 27,
  EINVAL: 28,
  EIO: 29,
  EISDIR: 31,
  ELOOP: 32,
  EMFILE: 33,
  EMLINK: 34,
  ENAMETOOLONG: 37,
  ENFILE: 41,
  ENODEV: 43,
  ENOENT: 44,
  ENOMEM: 48,
  ENOSPC: 51,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  ENOTSUP: 58,
  ENXIO: 60,
  EPERM: 63,
  EPIPE: 64,
  EROFS: 69,
  ESPIPE: 70,
  ETXTBSY: 74,
  EXDEV: 75,
  EDQUOT: 19,
} as const;

/**
 * WASI's number for what a function of WASI threw: the number of node:fs's code, or EINVAL for a value that JavaScript does not take, such
 * as an address outside of the memory. Undefined for errors of luff, which have classes of their own.
 */
export function wasiError(error: unknown): number | undefined {
  const { constructor, code } = Object(error) as { readonly constructor?: unknown; readonly code?: unknown };
  if (constructor !== Error && constructor !== TypeError && constructor !== RangeError) return undefined;
  const name = String(code);
  return Object.hasOwn(WASI_ERRORS, name) ? WASI_ERRORS[name as keyof typeof WASI_ERRORS] : WASI_ERRORS.EINVAL;
}

/** An error as node:fs throws it. */
export function systemError(code: keyof typeof WASI_ERRORS): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
