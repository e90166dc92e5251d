import { AppError } from "../errors/app-error.ts";

/** The error for an archive that is damaged or in an unknown format. `reason` is a clause whose subject is "it". */
export function archiveInvalid(reason: string): AppError {
  return new AppError("archive-invalid", `the archive cannot be read: ${reason}`, {
    hint: "Download it again, and compare its checksum with the one that its author published.",
  });
}

/** The error for an entry that may not be unpacked. */
export function archiveUnsafe(path: string, reason: string): AppError {
  return new AppError(
    "archive-unsafe",
    `luff does not unpack the archive: the entry ${JSON.stringify(path)} ${reason}`,
    {
      hint: "Do not install it, and report it to its author. luff kept nothing of it.",
    },
  );
}
