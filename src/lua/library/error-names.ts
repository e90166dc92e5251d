/** C's names of the error numbers that all platforms have in common. */
const COMMON =
  "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE".split(
    " ",
  );

const OWN: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  linux: {
    36: "ENAMETOOLONG",
    38: "ENOSYS",
    39: "ENOTEMPTY",
    40: "ELOOP",
    95: "ENOTSUP",
    116: "ESTALE",
    122: "EDQUOT",
  },
  darwin: {
    11: "EDEADLK",
    35: "EAGAIN",
    45: "ENOTSUP",
    62: "ELOOP",
    63: "ENAMETOOLONG",
    66: "ENOTEMPTY",
    69: "EDQUOT",
    70: "ESTALE",
    78: "ENOSYS",
  },
  windows: { 38: "ENAMETOOLONG", 40: "ENOSYS", 41: "ENOTEMPTY", 114: "ELOOP" },
};

/** All names that `errorName` gives on any platform, except the one for numbers without a name. */
export const ERROR_NAMES: readonly string[] = [
  ...new Set([...COMMON, ...Object.values(OWN).flatMap(Object.values<string>)]),
];

/** C's name of an error number of a platform (GOOS): "ENOENT". "EUNKNOWN" for a number without a name here. */
export function errorName(os: string, number: number): string {
  return OWN[os]?.[number] ?? COMMON[number - 1] ?? "EUNKNOWN";
}

/** The number that `errorName` gives this name on a platform; 0 if it gives none. */
export function errorNumberOf(os: string, name: string): number {
  const own = Object.entries(OWN[os] ?? {}).find(([, each]) => each === name)?.[0];
  return own === undefined ? COMMON.indexOf(name) + 1 : Number(own);
}
