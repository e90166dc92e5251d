/** What Bun takes for granted and a machine may lack. */
export type Requirement = "x86-64-v2" | "proc";

/** What is printed on stderr where it is lacking: in the form of luff's own errors. */
export const LACKING: Readonly<Record<Requirement, string>> = {
  "x86-64-v2":
    "Error: this luff needs a processor with SSE4.2 and POPCNT (x86-64-v2), which this machine does not have [machine-unfit]\n" +
    "Hint: Take luff's compact executable for linux/amd64; the installer does so by itself.\n",
  proc:
    "Error: this luff needs /proc, which is not mounted here [machine-unfit]\n" +
    "Hint: Mount it: mount -t proc proc /proc. Without it luff's executables for musl and the compact ones run.\n",
};

/** The status of a luff that cannot start, as of every other failure. */
export const STATUS = 1;

/** The file without which glibc cannot tell a program where its stack is. */
export const PROC_FILE = "/proc/self/maps";
