import { AppError } from "../../errors/app-error.ts";
import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { newId } from "../../manage/store/new-id.ts";
import { absolutePath } from "./absolute-path.ts";
import { requireNoDevice } from "./require-no-device.ts";

/**
 * Lets `receive` create a file at a path of its own, and then moves that file to `path`, where it replaces another one
 * and keeps its mode. If anything fails, `path` is as it was and nothing is left over. Throws AppError "file-failed".
 */
export async function receiveFile<T>(host: Host, path: string, receive: (file: string) => Promise<T>): Promise<T> {
  requireNoDevice(host, path);
  try {
    const target = targetOf(host, absolutePath(host, path));
    const temporary = `${target}.${newId(host).slice(0, 8)}.tmp`;
    try {
      const result = await receive(temporary);
      const replaced = host.disk.entry(target);
      if (replaced !== undefined) host.disk.setMode(temporary, replaced.mode);
      host.disk.rename(temporary, target);
      return result;
    } catch (error) {
      if (host.disk.entry(temporary) !== undefined) host.disk.remove(temporary);
      throw error;
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot write ${path}: ${error.detail}`, { cause: error });
  }
}

/** Where a path's links lead. Only a file can be replaced. */
function targetOf(host: Host, path: string): string {
  const stat = host.files.stat(path);
  if (stat === undefined) return path;
  if (stat.kind === "file") return host.files.realPath(path);
  const detail = stat.kind === "directory" ? "it is a folder" : "it is not a regular file";
  throw new HostError(stat.kind === "directory" ? "is-a-directory" : "other", path, detail);
}
