/** What tells that a child of this process may have ended, or stopped. */
export interface ChildNews {
  /** Waits until a child has ended or stopped since the last call, and at most some milliseconds. Signals for this process arrive meanwhile. */
  next(milliseconds: number): Promise<void>;
  stop(): void;
}

/** Watches for SIGCHLD. One event may stand for several signals, and none comes if this process is not told. So whoever waits looks at the child itself. */
export function watchChildren(): ChildNews {
  let isNews = false;
  let wake: (() => void) | undefined;
  const note = (): void => {
    isNews = true;
    wake?.();
  };
  process.on("SIGCHLD", note);
  return {
    async next(milliseconds) {
      if (!isNews) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
      }
      isNews = false;
    },
    stop: () => void process.off("SIGCHLD", note),
  };
}
