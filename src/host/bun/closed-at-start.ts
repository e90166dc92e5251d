import * as fs from "node:fs";

const STANDARD_STREAMS = 3;
/** Bits of the flags that Linux tells in octal: O_CLOEXEC, which no descriptor has that came with the start. */
const CLOSE_ON_EXEC = 0o2000000;
const LINUX_NULL_DEVICE = 0x103;

const closed: (boolean | undefined)[] = [];

/** Whether a standard stream was closed when this process began: Bun then opens the null device in its place. Known on Linux only. */
export function wasClosedAtStart(descriptor: number): boolean {
  if (descriptor >= STANDARD_STREAMS) return false;
  return (closed[descriptor] ??= process.platform === "linux" && isStandIn(descriptor));
}

function isStandIn(descriptor: number): boolean {
  try {
    if (fs.fstatSync(descriptor).rdev !== LINUX_NULL_DEVICE) return false;
    const flags = /^flags:\s*([0-7]+)/m.exec(fs.readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) !== 0;
  } catch {
    return false;
  }
}
