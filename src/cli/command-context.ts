import type { BaseContext } from "clipanion";
import type { CliContext } from "./context.ts";

/** What Clipanion passes to a command: its own streams, and luff's context. */
export interface CommandContext extends BaseContext {
  readonly luff: CliContext;
}
