import { constants } from "node:os";
import { DIED_OF_SIGNAL } from "../../../errors/exit-statuses.ts";
import { HostError } from "../../host-error.ts";
import { mergeVariables } from "../../merge-variables.ts";
import type { ProgramStart } from "../../processes.ts";
import { withoutVariables } from "../../without-variables.ts";
import { spawnProcess } from "../children/spawn-process.ts";
import { isIgnoredNow, SIGINT, SIGPIPE, SIGTTIN, SIGTTOU, SIGXFSZ } from "../interrupts/signal-action.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { nodeFs } from "../node-fs.ts";
import { hostError } from "../system-error.ts";
import { watchChildren, type ChildNews } from "./child-news.ts";
import { openForeground, type Foreground } from "./foreground.ts";
import { startGuard } from "./guard-group.ts";
import type { GuardScript } from "./guard-script.ts";
import { keepEndsOfChildren } from "./keep-ends-of-children.ts";
import { watchGroup } from "./living-group.ts";
import { rawArguments } from "./raw-arguments.ts";
import { ownVariables } from "./raw-variables.ts";
import { systemCallError } from "../library/system-call-error.ts";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
const WNOHANG = 1;
const WUNTRACED = 2;
const NO_SIGNAL = 0;
const { SIGCONT, SIGHUP, SIGKILL, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP } = constants.signals;
/** How a shell calls the death of its command by SIGINT. */
const STATUS_OF_SIGINT = DIED_OF_SIGNAL + SIGINT;
/** The longest time between two looks at a child, in milliseconds. */
const LONGEST_PAUSE = 10;
/** How long the rest of a group may take to end, in milliseconds. */
const GRACE = 2000;

/** A child's standard streams: this process's own, nothing (only stdin), or a descriptor. */
export interface GroupStreams {
  readonly stdin: "inherit" | "ignore";
  readonly stdout: "inherit" | number;
  readonly stderr: "inherit" | number;
  /** Whether it gets the other descriptors that this process's caller opened for it. */
  readonly inherits: boolean;
  /** Whether the group gets SIGTERM in place of SIGHUP and SIGQUIT. */
  readonly withoutHangup: boolean;
  /** Whether the output has reached its limit: then the group is ended. */
  readonly isFull?: (() => boolean) | undefined;
}

/**
 * Runs a program to its end in a process group of its own, and returns its exit status, 128 + n if signal n ended it.
 * Signals for this process go to the group. The group gets the terminal when it asks for it. It ends with this process,
 * however that ends. Once a signal has come, what is left of the group when the program has ended is ended too. Throws
 * HostError if the program cannot be started.
 */
export async function runInGroup(libc: PosixLibrary, program: ProgramStart, streams: GroupStreams): Promise<number> {
  let group = 0;
  let told = false;
  const forward = (_name: string, number: number): void => {
    told = true;
    const becomesTerm = streams.withoutHangup && (number === SIGHUP || number === SIGQUIT);
    if (group > 0) libc.kill(-group, becomesTerm ? SIGTERM : number);
  };
  const forwarded = FORWARDED.filter((signal) => !isIgnoredNow(libc, constants.signals[signal]));
  for (const signal of forwarded) process.on(signal, forward);
  // Before what watches for SIGCHLD, which gives it the action back that it finds.
  keepEndsOfChildren(libc);
  // Before the child, whose end would be missed otherwise.
  const news = watchChildren();
  let guard: GuardScript | undefined;
  try {
    guard = startGuard(libc);
    const child = start(libc, program, { ...streams, group: guard?.group ?? 0 });
    group = guard?.group ?? child;
    const endIfFull = (): void => {
      if (streams.isFull?.() === true) libc.kill(-group, SIGKILL);
    };
    return await waitForChild(libc, { child, group, endIfFull, news });
  } finally {
    news.stop();
    guard?.end();
    if (told && group > 0) await endRest(libc, group);
    for (const signal of forwarded) process.off(signal, forward);
  }
}

interface GroupStart extends GroupStreams {
  /** 0 for a new one. */
  readonly group: number;
}

function start(
  libc: PosixLibrary,
  { file, name, args, variables, without = [] }: ProgramStart,
  how: GroupStart,
): number {
  const nothing = how.stdin === "ignore" ? nodeFs().openSync("/dev/null", "r") : undefined;
  const pid = spawnProcess(libc, {
    file,
    argv: rawArguments([name, ...args]),
    environment: mergeVariables(withoutVariables(ownVariables(), without, false), variables, false),
    streams: [
      ...(nothing === undefined ? [] : [{ of: 0, end: nothing }]),
      ...(how.stdout === "inherit" ? [] : [{ of: 1, end: how.stdout }]),
      ...(how.stderr === "inherit" ? [] : [{ of: 2, end: how.stderr }]),
    ],
    defaults: [SIGPIPE, SIGXFSZ],
    group: how.group,
    ...(how.inherits && { inherits: true as const }),
  });
  if (nothing !== undefined) nodeFs().closeSync(nothing);
  if (pid < 0) throw hostError(systemCallError(-pid), file);
  return pid;
}

interface RunningChild {
  readonly child: number;
  readonly group: number;
  /** Called again and again while the child runs. */
  readonly endIfFull: () => void;
  readonly news: ChildNews;
}

async function waitForChild(libc: PosixLibrary, running: RunningChild): Promise<number> {
  const { group } = running;
  let foreground: Foreground | undefined;
  for (;;) {
    const state = await nextState(libc, running);
    if (state.kind !== "stopped") {
      const had = foreground?.takeBack() === true;
      foreground?.close();
      // Ctrl-C has reached only the group.
      if (had && state.status === STATUS_OF_SIGINT) libc.kill(process.pid, SIGINT);
      return state.status;
    }
    foreground ??= openForeground(libc);
    await continueGroup(libc, { group, foreground, stop: state.signal });
  }
}

interface StoppedGroup {
  readonly group: number;
  readonly foreground: Foreground | undefined;
  /** The signal that stopped it. */
  readonly stop: number;
}

/**
 * If the group wanted to use the terminal, and this process has it, gives it to the group. Otherwise the user, or a shell,
 * stopped it: then this process stops too, until its own shell continues it.
 */
async function continueGroup(libc: PosixLibrary, { group, foreground, stop }: StoppedGroup): Promise<void> {
  const wantsTerminal = stop === SIGTTIN || stop === SIGTTOU;
  if (!wantsTerminal || foreground?.give(group) !== true) {
    foreground?.takeBack();
    libc.kill(0, stop === SIGSTOP ? SIGTSTP : stop);
    await Bun.sleep(LONGEST_PAUSE);
  }
  libc.kill(-group, SIGCONT);
}

type State =
  | { readonly kind: "ended"; readonly status: number }
  | { readonly kind: "stopped"; readonly signal: number };

/** Waits until a child has ended or has stopped. Signals for this process arrive meanwhile. */
async function nextState(libc: PosixLibrary, { child, endIfFull, news }: RunningChild): Promise<State> {
  const found = new Int32Array(1);
  for (;;) {
    const waited = libc.waitpid(child, found, WNOHANG | WUNTRACED);
    if (waited < 0 && libc.kill(child, NO_SIGNAL) !== 0) throw new HostError("other", "", "no child processes");
    if (waited === child) return stateOf(found[0] ?? 0);
    endIfFull();
    await news.next(LONGEST_PAUSE);
  }
}

function stateOf(status: number): State {
  const high = (status >> 8) & 0xff;
  if ((status & 0xff) === 0x7f) return { kind: "stopped", signal: high };
  const signal = status & 0x7f;
  return { kind: "ended", status: signal === 0 ? high : DIED_OF_SIGNAL + signal };
}

/** Does not wait for processes that have ended and that nobody asks about: in a container that is often so for ever. */
async function endRest(libc: PosixLibrary, group: number): Promise<void> {
  const isAlive = watchGroup(group);
  for (let waited = 0; waited < GRACE; waited += LONGEST_PAUSE) {
    if (libc.kill(-group, NO_SIGNAL) !== 0) return;
    if (!isAlive()) break;
    await Bun.sleep(LONGEST_PAUSE);
  }
  libc.kill(-group, SIGKILL);
}
