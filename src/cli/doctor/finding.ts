/** What `luff doctor` says of one thing. */
export interface Finding {
  /** The kind of the thing, for programs: "plugins-folder", "helm", … */
  readonly check: string;
  /** "problem": something does not work; "note": something may surprise. */
  readonly status: "ok" | "note" | "problem";
  /** What was found. */
  readonly text: string;
  /** What to do, a sentence; "" if nothing. */
  readonly hint: string;
}

/** A finding about something that is as it should be. */
export function fine(check: string, text: string): Finding {
  return { check, status: "ok", text, hint: "" };
}

/** A finding about something that may surprise. */
export function note(check: string, text: string, hint: string): Finding {
  return { check, status: "note", text, hint };
}

/** A finding about something that does not work. */
export function problem(check: string, text: string, hint: string): Finding {
  return { check, status: "problem", text, hint };
}
