import { reachOf } from "./emulators.ts";
import type { TestCase } from "./junit-report.ts";
import type { Suite } from "./suites.ts";
import { targetName, type Target, type TestedBy } from "./targets.ts";

/** Tests of a suite that cannot pass where a target is tested. */
export interface PlatformLimit {
  readonly suite: Suite;
  /** The targets that it applies to, by how the machine runs them. */
  readonly where: (reach: TestedBy, target: Target) => boolean;
  /** Matches the whole title, with those of the enclosing blocks, with spaces between them. */
  readonly title: RegExp;
  readonly why: string;
}

const inQemu = (reach: TestedBy): boolean => reach === "qemu-user";
const inWine = (reach: TestedBy): boolean => reach === "wine";
const onWindows = (_reach: TestedBy, { os }: Pick<Target, "os">): boolean => os === "windows";

/** The list of these limits. What an emulator's run leaves out is tested where the kernel runs luff itself. */
export const PLATFORM_LIMITS: readonly PlatformLimit[] = [
  {
    suite: "end-to-end",
    where: inQemu,
    title: /keeps every variable that is not Helm's byte for byte|keeps variables that are given twice/,
    why: "the script that starts qemu, and qemu, make the environment anew: its order, odd names and repetitions are lost",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /the signals that its caller ignores, as nohup does/,
    why: "qemu handles every signal itself, and a program that is started resets what was handled",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title:
      /prints JSON, with what hooks print on stderr|in Lua runs in its place|that fails undoes the install|of platformHooks is started without a shell|may install another plugin|finds luff itself as HELM_BIN|brings it back where a hook fails|says that a hook succeeded and made no program|runs the delete hook while the files are there|keeps a plugin whose delete hook fails/,
    why: "the hook starts luff itself, and the kernel starts no program of another processor without the emulator",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /says so where no more files can be opened/,
    why: "qemu itself needs some of the few files",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /says so without/,
    why: "qemu wants /proc for itself",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /a plugin inherits|names a program on PATH by the command's word|says so where no more files can be opened/,
    why: "descriptors, limits, masks and process ids that are inherited, and /proc, are POSIX's",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /says so in a folder that was removed|says so without|says so on the processor/,
    why: "it is about what luff needs of Linux: /proc, a working folder that may be removed, and qemu for other processors",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /a plugin that runs as|a shell that runs luff|a Lua script that is sent|a Lua machine that a forged chunk broke/,
    why: "Windows has no signals",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /an example of README.md/,
    why: "it types lines into a POSIX shell",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /luff plugin install of a git repository/,
    why: "the repositories are made by this machine's git, and where Wine runs luff there is none for Windows",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /an install hook of a shell|that is killed at any moment/,
    why: "the hooks are a POSIX shell's, and Windows has no signals",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /in a terminal/,
    why: "the terminal of these tests is a pseudo-terminal of POSIX",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /fails where the disk is full|is lost where stderr is full|ends quietly where its reader is gone|is whole in a pipe that does not block|does not go astray with|writes in no file of the user's where a stream is closed|a plugin starts with/,
    why: "a POSIX shell makes the streams of these tests: closed ones, pipes without a reader, /dev/full",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /reads a script from a pipe|reads a script that comes through a pipe in parts|without a name in the folder needs no main either/,
    why: "no path on Windows leads to a process's own standard input",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /hands on arguments that are no UTF-8|byte for byte|keeps variables that are given twice|whose names are not Unicode/,
    why: "arguments, names and variables of Windows are UTF-16, and variables are unique",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /a missing interpreter|carriage returns|no #! line|a file that is not executable|a device|on a mount without exec|a program for somebody else/,
    why: "Windows knows a program by its name's ending: it reads no first line and no mode",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /beside bad links, devices and FIFOs|is an error that says what its manifest is|an endless manifest does not fill the memory|a manifest that somebody holds open for writing does not hang it|reports the folder that is looked in by default where it is a link that leads nowhere|removes a link whose folder is gone/,
    why: "devices and FIFOs are POSIX's; links that lead nowhere are hidden by Wine, and not anybody can make them on Windows",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /passes over a directory that may not be read, and reports it|a plugin runs where the folder takes no files/,
    why: "the tests take a right away by a mode",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /ends with an error and does not hang where the working folder was removed/,
    why: "Windows removes no folder that a process works in",
  },
  {
    suite: "end-to-end",
    where: (reach, target) => inWine(reach) && target.host === "bun",
    title: /lets a script require what lies beside the file that a link leads to/,
    why: "Bun looks for links name by name, and Wine shows a link of this machine as what it leads to",
  },
  {
    suite: "end-to-end",
    where: (reach, target) => inWine(reach) && target.host === "bun",
    title:
      /lists a folder once that is named by two dots as well|lists a folder once that HELM_PLUGINS names in two spellings/,
    why: "Wine opens no folder whose relative path begins with .. as Bun asks for it",
  },
  {
    suite: "lua",
    where: (reach, target) => inQemu(reach) && target.host === "bun",
    title: /never end luff without its own words|random programs come to the same end/,
    why: "a start of Bun takes a second in qemu, and the fuzz test makes hundreds: five minutes were not enough",
  },
];

/** The limits of a target in a suite, and the flags of `bun test` that leave their tests out. */
export function limitsOf(
  target: Target,
  suite: Suite,
  reach = reachOf(target),
): { readonly limits: readonly PlatformLimit[]; readonly flags: string[] } {
  const limits = PLATFORM_LIMITS.filter((limit) => limit.suite === suite && limit.where(reach, target));
  const titles = limits.map(({ title }) => title.source).join("|");
  return { limits, flags: limits.length === 0 ? [] : ["--test-name-pattern", `^(?!.*(?:${titles}))`] };
}

/**
 * A line for a test that a run over the target skipped, with the reason: the limit's, or the one in the test's title if
 * the test needs something that this machine lacks.
 */
export function renderSkip(target: Target, suite: Suite, { file, title }: TestCase): string {
  const limit = limitsOf(target, suite).limits.find((one) => one.title.test(title.replaceAll(" > ", " ")));
  return `skipped on ${targetName(target)}: ${file}: "${title}"${limit === undefined ? "" : `: ${limit.why}`}`;
}
