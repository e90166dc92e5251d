/** For whom something is noted, and where. */
export interface Noted {
  /** The beginning of each line: `plugin "diff"`. */
  readonly asker: string;
  /** Called with a line. */
  readonly note: (text: string) => void;
}
