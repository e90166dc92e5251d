import { DEFAULT_LIMITS, type UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import { NO_LIMIT, parseSize } from "../../text/limit-text.ts";

/** The limits that `--unpack-limit` of a command sets, undefined for none. Throws AppError "usage". */
export function readUnpackLimits(command: string, text: string | undefined): UnpackLimits | undefined {
  if (text === NO_LIMIT) return undefined;
  if (text === undefined) return DEFAULT_LIMITS;
  const bytes = parseSize(text);
  if (bytes !== undefined) return { ...DEFAULT_LIMITS, bytes };
  throw new AppError("usage", `luff ${command}: --unpack-limit is ${JSON.stringify(text)}, expected a size or "none"`, {
    hint: "Write a size such as 500MiB or 2GiB.",
  });
}
