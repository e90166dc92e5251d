/** What luff has changed of this process since its start, and a program that takes its place is not to inherit. */
export const changedState: {
  /** The number of SIGCHLD, if this process was started to ignore it. */
  ignoredChildSignal?: number;
} = {};
