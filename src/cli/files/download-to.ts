import type { Host } from "../../host/host.ts";
import type { Address } from "../../http/address.ts";
import { downloadFile } from "../../http/download.ts";
import { connectionOf, type ConnectionWishes } from "../../manage/stage/connection.ts";
import { buildInfo } from "../build-info.ts";
import { createProgress } from "../notes/create-progress.ts";
import { stderrNote } from "../notes/stderr-note.ts";
import { withSignals } from "./with-signals.ts";

export interface WantedFile {
  readonly address: Address;
  readonly connection: ConnectionWishes;
  /** What a signal leaves behind, for its message. */
  readonly state: string;
}

/**
 * Downloads a file for the user to a path that must not exist: with a progress bar on a terminal, until a signal comes. Throws
 * AppError "download-failed", "curl-missing" or "interrupted"; then there is no file.
 */
export async function downloadTo(host: Host, { address, connection, state }: WantedFile, path: string): Promise<void> {
  const known = connectionOf({ luffVersion: buildInfo().version }, connection);
  const [note, progress] = [stderrNote(host), createProgress(host)];
  await withSignals(host, state, (guard) =>
    downloadFile(host, { address, connection: known, guard, note, progress }, path),
  );
}
