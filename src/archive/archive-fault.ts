import { AppError } from "../errors/app-error.ts";
import { changedError } from "../errors/changed-error.ts";

/** The error for an archive that is damaged. `reason` is a clause whose subject is "it". */
export function archiveInvalid(reason: string): AppError {
  return new AppError("archive-invalid", `the archive cannot be read: ${reason}`, {
    hint: "Download it again, and compare its checksum with the one that its author published.",
  });
}

/** The error for a file that is not an archive that luff reads; `format` is another one that it has. */
export function archiveUnknown(format: string | undefined): AppError {
  if (format !== undefined) {
    return new AppError("archive-invalid", `the archive cannot be read: its format is ${format}`, {
      hint: "luff reads tar, tar.gz and zip. Unpack it, and install the folder that contains plugin.yaml.",
    });
  }
  const reason = "it is neither a tar archive, compressed or not, nor a zip archive";
  return new AppError("archive-invalid", `the archive cannot be read: ${reason}`, {
    hint: "Name an archive, or the folder that contains plugin.yaml. If it should be an archive, download it again.",
  });
}

/** The same error, whose message also says which archive it is about, if it is about the content of one. */
export function archiveNamed(error: unknown, label: string): unknown {
  if (!(error instanceof AppError) || !ABOUT_ARCHIVES.includes(error.code)) return error;
  return changedError(error, `${label}: ${error.message}`);
}

const ABOUT_ARCHIVES: readonly string[] = ["archive-invalid", "archive-unsafe", "archive-too-large"];

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
