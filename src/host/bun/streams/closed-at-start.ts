import { nodeFs } from "../node-fs.ts";
import { openPosixLibrary } from "../library/posix-library.ts";

const STANDARD_STREAMS = 3;
const F_GETFD = 1;
/** The only flag of descriptors. None that was open at the start has it. */
const FD_CLOEXEC = 1;
const LINUX_NULL_DEVICE = 0x103;

const closed: (boolean | undefined)[] = [];

/**
 * Whether a standard stream was closed when this process started: Bun then opens the null device instead. Known only on
 * Linux.
 */
export function wasClosedAtStart(descriptor: number): boolean {
  if (descriptor >= STANDARD_STREAMS) return false;
  return (closed[descriptor] ??= process.platform === "linux" && isStandIn(descriptor));
}

function isStandIn(descriptor: number): boolean {
  try {
    const flags = openPosixLibrary()?.fcntl(descriptor, F_GETFD, 0);
    return flags === FD_CLOEXEC && nodeFs().fstatSync(descriptor).rdev === LINUX_NULL_DEVICE;
  } catch {
    return false;
  }
}
