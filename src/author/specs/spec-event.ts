/** What happens while a file of specs runs, in the order of time. The runner writes a line of JSON for each. */
export type SpecEvent =
  | {
      readonly kind: "start";
      readonly id: number;
      readonly name: string;
      readonly line: number;
      /** How many bytes the file had written before it. */
      readonly written?: number;
    }
  | {
      readonly kind: "end";
      readonly id: number;
      readonly status: "passed" | "failed" | "pending";
      readonly seconds: number;
      /** Why it failed, or why it is pending. */
      readonly message?: string;
      readonly line?: number;
      readonly trace?: string;
      /** As of "start", at the test's end. */
      readonly written?: number;
    }
  /** Something outside of the tests failed: the file itself, a `describe`, a `setup` or a `teardown`. */
  | {
      readonly kind: "fault";
      readonly name: string;
      readonly message: string;
      readonly line?: number;
      readonly trace?: string;
    }
  /** The filter is no pattern of Lua; nothing ran. */
  | { readonly kind: "bad-filter"; readonly message: string }
  /** The name of a test that the filter leaves out, if it leaves out all tests of the file. */
  | { readonly kind: "other"; readonly name: string }
  /** How often the lines of a file of the plugin ran that can run: "12:3,13:0" for its lines 12 and 13. */
  | { readonly kind: "coverage"; readonly file: string; readonly lines: string }
  /** The file ran to its end. */
  | { readonly kind: "done" };

/** The events in a file's text. A line that is not complete is left out. */
export function parseSpecEvents(text: string): readonly SpecEvent[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as SpecEvent);
}
