/** What Bun needs and a machine may lack. */
export type Requirement = "x86-64-v2" | "proc" | "folder";

/** What is printed on stderr if it is missing, in the format of luff's own errors. */
export const LACKING: Readonly<Record<Requirement, string>> = {
  "x86-64-v2":
    "Error: this luff needs a processor with SSE4.2 and POPCNT (x86-64-v2), which this machine does not have [machine-unfit]\n" +
    "Hint: Take luff's compact executable for linux/amd64; the installer does so by itself.\n",
  proc:
    "Error: this luff needs /proc, which is not mounted here [machine-unfit]\n" +
    "Hint: Mount it: mount -t proc proc /proc. Without it luff's executables for musl and the compact ones run.\n",
  folder:
    "Error: the path of the working directory is too long for this luff: 4,096 bytes or more [directory-too-deep]\n" +
    "Hint: Change into a folder above it. luff's compact executables work there.\n",
};

/** The exit status if luff cannot start, as for every other failure. */
export const STATUS = 1;

/** The file that glibc needs to find a program's stack. */
export const PROC_FILE = "/proc/self/maps";

/** Linux's longest path, with the zero at its end. */
export const PATH_MAX = 4096;
