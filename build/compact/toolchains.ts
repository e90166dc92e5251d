/** How C is compiled for a target of the compact executable. */
export interface Toolchain {
  readonly os: "linux" | "windows";
  readonly arch: string;
  readonly compiler: string;
  readonly flags: readonly string[];
  /** Flags of the linker, and the libraries after the object files. */
  readonly link: readonly string[];
  readonly libraries: readonly string[];
  /** The command that runs the target's programs on this machine; [] if the kernel runs them. */
  readonly runner: readonly string[];
  readonly bigEndian?: boolean;
}

const FILES_64: readonly string[] = ["-D_FILE_OFFSET_BITS=64", "-D_TIME_BITS=64"];

/** C has no exceptions, and its jumps do not use unwind tables. */
const NO_UNWIND_TABLES: readonly string[] = ["-fno-asynchronous-unwind-tables", "-fno-unwind-tables"];

const TOOLCHAINS: readonly Toolchain[] = [
  linux("amd64", "x86_64-linux-gnu-gcc", { runner: [] }),
  // Without SSE, doubles would be rounded twice, and results would differ from every other platform's.
  linux("386", "i686-linux-gnu-gcc", { flags: ["-msse2", "-mfpmath=sse", "-mstackrealign", ...FILES_64], runner: [] }),
  linux("arm64", "aarch64-linux-gnu-gcc", { runner: ["qemu-aarch64-static"] }),
  linux("loong64", "loongarch64-linux-gnu-gcc", { runner: ["qemu-loong64-static"] }),
  linux("arm", "arm-linux-gnueabihf-gcc", { flags: FILES_64, runner: ["qemu-arm-static"] }),
  linux("ppc64le", "powerpc64le-linux-gnu-gcc", { runner: ["qemu-ppc64le-static"] }),
  linux("riscv64", "riscv64-linux-gnu-gcc", { runner: ["qemu-riscv64-static"] }),
  linux("s390x", "s390x-linux-gnu-gcc", { runner: ["qemu-s390x-static"], bigEndian: true }),
  windows("386", "i686-w64-mingw32-gcc", ["-msse2", "-mfpmath=sse", "-mstackrealign", ...NO_UNWIND_TABLES]),
  // The tables stay here: the system itself, debuggers and scanners use them to walk the stack.
  windows("amd64", "x86_64-w64-mingw32-gcc", []),
];

/** The toolchain of a platform in Go's words. Throws if there is none. */
export function requireToolchain({ os, arch }: { readonly os: string; readonly arch: string }): Toolchain {
  const found = TOOLCHAINS.find((each) => each.os === os && each.arch === arch);
  if (found === undefined) throw new Error(`no compiler for the compact executable of ${os}/${arch} is known`);
  return found;
}

/**
 * The toolchain with AddressSanitizer and UndefinedBehaviorSanitizer, which end the program at the first error. They
 * need a dynamic C library, and do not support the segment register for linear memory, which is not used.
 */
export function sanitized(toolchain: Toolchain): Toolchain {
  const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"];
  return {
    ...toolchain,
    flags: [...toolchain.flags, "-O1", ...sanitizers, "-fno-omit-frame-pointer", "-g1", "-DLUFF_SANITIZED"],
    link: ["-static-libasan", "-static-libubsan"],
  };
}

/**
 * A static executable has a fixed address. On IA-32, position-independent code would lose a register and need a call in
 * most functions.
 */
function linux(arch: string, compiler: string, { flags = [], ...more }: Partial<Toolchain>): Toolchain {
  return {
    os: "linux",
    arch,
    compiler,
    flags: [...NO_UNWIND_TABLES, "-fno-pie", "-no-pie", ...flags],
    link: ["-static", "-Wl,--gc-sections", "-s"],
    libraries: ["-lm", "-lpthread", "-latomic"],
    runner: [],
    ...more,
  };
}

function windows(arch: string, compiler: string, flags: readonly string[]): Toolchain {
  const all = ["-D__USE_MINGW_ANSI_STDIO", "-D_WIN32_WINNT=0x0601", ...flags];
  return {
    os: "windows",
    arch,
    compiler,
    flags: all,
    // With the linker's timestamp, every build would be a different file.
    link: ["-static", "-Wl,--gc-sections", "-s", "-Wl,--stack,16777216", "-Wl,--no-insert-timestamp"],
    libraries: ["-lm", "-lpthread", "-lshell32", "-ladvapi32"],
    runner: ["wine"],
  };
}
