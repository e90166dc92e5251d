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
    title:
      /keeps every variable that is not Helm's byte for byte|keeps variables that are given twice|gets variables whose names are not UTF-8/,
    why: "qemu and the script that starts it make a new environment: the order, unusual names and repeated variables are lost",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title:
      /the signals that its caller ignores, as nohup does|that luff's caller ignores as ignored|gets the ignored SIGPIPE and SIGXFSZ/,
    why: "qemu handles every signal itself, and a started program resets handled signals",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title:
      /prints JSON, with what hooks print on stderr|in Lua runs at its turn|that fails undoes the install|of platformHooks is started without a shell|may install another plugin|finds luff itself as HELM_BIN|restores it if a hook fails|reports a hook that succeeded without making the program|runs the delete hook while the files are there|keeps a plugin whose delete hook fails|and makes what the plugin needs|restores the former version if the update hook fails|explains an install/,
    why: "the hook starts luff itself, and the kernel cannot start a program for another processor without the emulator",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title:
      /a getter in Lua|a post-renderer in Lua|a getter of WebAssembly|a post-renderer of WebAssembly|luff plugin test |in the help of a command that starts luff|makes a spec for it that passes|the specs of the example plugin|makes a completion that luff runs|makes a getter that luff runs|makes a getter that says in a line|makes hooks that luff runs|makes a post-renderer that luff runs|whose specs pass|the picture in README.md|what README.md says below each line/,
    why: "luff starts itself for the script, and the kernel starts no program of another processor without the emulator",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /luff plugin lint that is sent/,
    why: "the processes end by the signal itself, and not with its status",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /reports that no more files can be opened/,
    why: "qemu itself needs some of the few files",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /a signal that comes just before/,
    why: "the test stops luff between two instructions, and there they are those of qemu",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /is missing, or works without it/,
    why: "qemu itself needs /proc",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /a plugin inherits|what luff starts|a script with 300 open files|programs of luff's own get no descriptor|bytes that are not UTF-8 in Lua|names a program on PATH by the command's word|reports that no more files can be opened/,
    why: "inherited descriptors, limits, masks and process ids, and /proc, exist only on POSIX",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /reports a removed working folder|reports a working folder whose path is too long|is missing, or works without it|reports the processor/,
    why: "it tests what luff needs on Linux: /proc, a working folder that can be removed, and qemu for other processors",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /a plugin that runs as|is started with SIGCHLD ignored|ends luff without waiting for what has ended|a shell that runs luff|luff get that a signal ends|luff post-render that a signal ends|a command of WebAssembly that a signal ends|a Lua script that is sent|luff plugin lint that is sent|a session that is sent|a Lua machine that a forged chunk broke|a signal that comes just before|that luff's caller ignores as ignored|of more bytes than `ulimit -f` allows/,
    why: "Windows has no signals",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /an example of README.md|the picture in README.md|an example of MANUAL.md that is typed/,
    why: "it runs lines in a POSIX shell",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /luff plugin install of a git repository|luff plugin update of a git repository|luff plugin install -f with a git repository|the example plugin git with a real git|shows the command lines of git/,
    why: "this machine's git makes the repositories, and under Wine there is no git for Windows",
  },
  {
    suite: "end-to-end",
    where: (_reach, target) => target.os === "windows" && target.host !== "bun",
    title:
      /luff plugin install of a URL|luff plugin install without the program git|luff plugin install of a GitHub release|luff plugin search over http|luff get over http|helm.http over the network|helm.install over the network|an example plugin over the network|shows the requests of a download/,
    why: "the compact executables download with the program curl, which Wine does not have",
  },
  {
    suite: "end-to-end",
    where: (reach, target) => reach === "wine" && onWindows(reach, target) && target.host === "bun",
    title: /lets list --outdated go on for the others if a server refuses|reports a server that refuses the connection/,
    why: "Bun under Wine does not learn that a connection is refused: each of four tries waits a minute",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /reports a hook that saved what a server said/,
    why: "Windows judges a program by the end of its name, and not by its content",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /the library on POSIX passes the spec/,
    why: "Windows has no folder of descriptors, and no program that sleeps for parts of a second",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /a plugin of a published shape|messages of git are shown/,
    why: "the hooks and programs of these plugins are scripts of a POSIX shell, and there is no git for Windows under Wine",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /ends at a signal, and leaves nothing|ends what runs, and removes its folder, at Ctrl-C/,
    why: "Windows has no signals: these tests end luff with one",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /a plugins folder that cannot be written|of another user is an error that says what to check|works if Helm's cache is its data folder|works without a HOME/,
    why: "the tests mount, change users, run a script of a POSIX shell, and need git",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /an install hook of a shell|that is killed at any moment|process on POSIX/,
    why: "a POSIX shell runs the hooks, and Windows has no signals",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /reports whether the Helm/,
    why: "the Helm on PATH of these tests is a program of POSIX",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /luff plugin package with links|is an error of the update if it is linked|refuses a link out of the plugin's folder to a file beside it in the archive|writes nothing through a link that leads out|writes through a link that stays/,
    why: "not anybody can make links on Windows, and those in archives become copies",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /with programs and files of POSIX luff doctor/,
    why: "Windows has no processes that a shell leaves, no links to themselves, and no devices and FIFOs",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /in a terminal|Tab in /,
    why: "the terminal of these tests is a pseudo-terminal of POSIX",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /fails if the disk is full|is lost if stderr is full|ends quietly if its reader is gone|is complete in a pipe that does not block|reaches no other file with|is written to no file of the user if a stream is closed|a plugin starts with/,
    why: "a POSIX shell makes the streams of these tests: closed ones, pipes without a reader, /dev/full",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /reads a script from a pipe|reads a script that arrives in parts through a pipe|that is read from a pipe needs no main either/,
    why: "Windows has no path that opens a process's own standard input",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /passes arguments that are not UTF-8|byte for byte|keeps variables that are given twice|whose names are not Unicode/,
    why: "arguments, names and variables of Windows are UTF-16, and variables are unique",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /a missing interpreter|carriage returns|no #! line|a file that is not executable|a file that is a device|on a mount without exec|a program for somebody else/,
    why: "Windows recognises programs by the file name extension, not by a first line or a mode",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /beside bad links, devices and FIFOs|in the place of a file that luff reads|is an error that says what its manifest is|an endless manifest does not fill the memory|a manifest that another process holds open for writing does not hang luff|reports the default plugins folder if it is a broken link|removes a broken link|a plugin's broken link|are no Lua scripts, even where they have no end/,
    why: "only POSIX has devices and FIFOs; Wine hides broken links, and on Windows not every user can make them",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /what cannot be written to its end does not stay|an output that is too large for the memory is an error|makes folders while another process removes them/,
    why: "Windows has neither `ulimit -f` nor head and /dev/zero, and refuses a folder that is being removed",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /has its permissions before its content/,
    why: "a file's mode on Windows has no permissions of other users",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title:
      /skips a folder without read permission, and reports it|a plugin runs if no file can be made in the folder|does not believe an entry that|does not believe an entry of another user|writes no entry into a folder that others may write to/,
    why: "the tests remove a permission with a mode",
  },
  {
    suite: "end-to-end",
    where: onWindows,
    title: /ends with an error and does not hang if the working folder was removed/,
    why: "Windows cannot remove the working folder of a process",
  },
  {
    suite: "end-to-end",
    where: (reach, target) => inWine(reach) && target.host === "bun",
    title: /lets a script require modules beside the target of its link/,
    why: "Bun checks each name of a path for a link, and Wine shows a link of this machine as its target",
  },
  {
    suite: "end-to-end",
    where: (reach, target) => inWine(reach) && target.host === "bun",
    title:
      /lists a folder once if a path with two dots also names it|lists a folder once if HELM_PLUGINS names it in two spellings/,
    why: "Wine cannot open a folder by a relative path that begins with .., as Bun opens it",
  },
  {
    suite: "lua",
    where: (reach, target) => inQemu(reach) && target.host === "bun",
    title: /never end luff without a message of its own|random programs end in the same way/,
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
