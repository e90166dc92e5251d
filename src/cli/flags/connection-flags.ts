import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { readRegular } from "../../host/read-regular.ts";
import type { Credentials } from "../../http/address.ts";
import { certificateFault } from "../../http/certificate-fault.ts";
import type { ConnectionWishes } from "../../manage/stage/connection.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { parseDuration } from "../../text/limit-text.ts";
import { readSecret } from "./read-secret.ts";

/** The flags of the commands that download. */
export interface ConnectionFlags {
  readonly caFile: string | undefined;
  readonly username: string | undefined;
  readonly passwordStdin: boolean;
  readonly timeout: string | undefined;
}

/** What the flags say of a connection; nothing for a flag that is not there. Throws AppError "usage" or "file-failed". */
export async function readConnectionFlags(host: Host, flags: ConnectionFlags): Promise<ConnectionWishes> {
  const credentials = await readCredentials(host, flags);
  return {
    ...(flags.caFile !== undefined && { caFile: requireCertificates(host, flags.caFile) }),
    ...(credentials !== undefined && { credentials }),
    ...(flags.timeout !== undefined && { silence: requireTimeout(flags.timeout) }),
  };
}

/** Throws AppError "usage" if a password would go to several servers. `servers` are those that would get it. */
export function requireOneServer({ credentials }: ConnectionWishes, servers: readonly string[]): void {
  if (credentials === undefined || servers.length < 2) return;
  throw new AppError("usage", `the password of --password-stdin would go to several servers: ${servers.join(", ")}`, {
    hint: "Write the users and the passwords into your netrc file, which has them by server.",
  });
}

/** The absolute path of a file with at least one certificate. Otherwise the fault would look like the server's. */
function requireCertificates(host: Host, file: string): string {
  const path = pathStyle(host.os).absolute(host.environment.workingDirectory, file);
  const fault = certificateFault(contentOf(host, path));
  if (fault === undefined) return path;
  throw new AppError("file-failed", `the file of --ca-file ${fault}: ${path}`, {
    hint: "Certificates in PEM form begin with -----BEGIN CERTIFICATE-----.",
  });
}

function contentOf({ files }: Host, path: string): Uint8Array {
  try {
    return readRegular(files, path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot read the file of --ca-file: ${path}: ${error.detail}`, {
      cause: error,
      hint: "Name a file with certificates in PEM form.",
    });
  }
}

/** The longest time that timers of all systems can wait for. */
const LONGEST_TIMEOUT = 24 * 3_600_000;

function requireTimeout(text: string): number {
  const silence = parseDuration(text);
  if (silence !== undefined && silence <= LONGEST_TIMEOUT) return silence;
  throw new AppError("usage", `--timeout is ${JSON.stringify(text)}, expected a duration from 1ms to 24h`, {
    hint: "Write a duration such as 30s or 2m.",
  });
}

async function readCredentials(host: Host, flags: ConnectionFlags): Promise<Credentials | undefined> {
  const { username, passwordStdin } = flags;
  if (username === undefined && !passwordStdin) return undefined;
  if (username === undefined || !passwordStdin) {
    throw new AppError("usage", "--username and --password-stdin are used together", {
      hint: "Other programs can see a password on the command line, so luff reads it from its standard input.",
    });
  }
  const password = readSecret(host);
  if (!/[\0-\x1f\x7f]/.test(username + password)) return { user: username, password };
  throw new AppError("usage", "the user or the password has a control character, such as a second line", {
    hint: "Write the password alone into the standard input, on one line.",
  });
}
