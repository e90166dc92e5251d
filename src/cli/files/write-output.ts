import type { Host } from "../../host/host.ts";
import { absolutePath } from "./absolute-path.ts";
import { deviceAt, writeDevice } from "./device.ts";

/** Writes a text to a file as a whole, or into a device. Throws HostError, or AppError "file-failed" for a device. */
export async function writeOutput(host: Host, path: string, text: string): Promise<void> {
  const device = deviceAt(host, path);
  if (device === undefined) host.files.writeAtomically(absolutePath(host, path), text);
  else await writeDevice(host, device, [new TextEncoder().encode(text)]);
}
