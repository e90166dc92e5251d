import type { Guard } from "../../http/open-response.ts";
import type { ManageContext } from "../manage-context.ts";

/** What making a source ready needs besides the source. */
export interface StageContext extends Pick<
  ManageContext,
  "debug" | "host" | "note" | "progress" | "luffVersion" | "flagNames" | "checksumTexts"
> {
  /** Throws AppError "interrupted" where a signal wants luff to stop. */
  readonly guard: Guard;
}
