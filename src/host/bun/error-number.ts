/** The C run-time's error numbers on Windows. Errors of node:fs have different numbers there. */
const WINDOWS_NUMBERS: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 13,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 13,
  EINVAL: 22,
  EMFILE: 24,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EPIPE: 32,
  ENAMETOOLONG: 38,
  ENOTEMPTY: 41,
};
const INVALID = 22;

/** Minus errno for an error of node:fs, in the platform's numbers. */
export function errorNumber(error: unknown, platform: NodeJS.Platform = process.platform): number {
  const { code, errno } = error as { readonly code?: unknown; readonly errno?: unknown };
  if (platform === "win32") return -(WINDOWS_NUMBERS[String(code)] ?? INVALID);
  return typeof errno === "number" && errno !== 0 ? -Math.abs(errno) : -INVALID;
}
