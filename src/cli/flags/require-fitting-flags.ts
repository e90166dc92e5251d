import { AppError } from "../../errors/app-error.ts";
import type { Staging } from "../../manage/stage/staging.ts";
import type { Source } from "../../source/source.ts";

/** The kinds of sources that each flag is for. */
const FITTING: Readonly<Record<string, readonly [what: string, ...kinds: readonly Source["kind"][]]>> = {
  "--version": ["git repositories and github:OWNER/REPO", "git", "github"],
  "--asset": ["github:OWNER/REPO", "github"],
  "--checksum": ["archives", "archive", "http", "github"],
  "--ca-file": ["what is downloaded", "http", "git", "github"],
  "--timeout": ["what is downloaded", "http", "git", "github"],
  "--username": ["archives at a URL", "http"],
};

/** Throws AppError "usage" for a flag without an effect, which is a mistake that nobody would notice in an automatic call. */
export function requireFittingFlags({ source, version, asset, checksum, connection = {} }: Staging): void {
  const wishes: Readonly<Record<string, unknown>> = {
    "--version": version,
    "--asset": asset,
    "--checksum": checksum,
    "--ca-file": connection.caFile,
    "--timeout": connection.silence,
    "--username": connection.credentials,
  };
  const wrong = Object.entries(FITTING).filter(
    ([flag, [, ...kinds]]) => wishes[flag] !== undefined && !kinds.includes(source.kind),
  );
  if (wrong.length === 0) return;
  const texts = wrong.map(([flag, [what]]) => `${flag} is only for ${what}`);
  throw new AppError("usage", `luff plugin install: ${texts.join(", and ")}`);
}
