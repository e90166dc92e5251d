import type { Disk } from "../../src/host/disk.ts";
import type { Host } from "../../src/host/host.ts";
import type { MemoryHost } from "./memory-host.ts";

/** A host in memory in whose files new ones can be made. */
export function withMemoryDisk(host: MemoryHost): Host {
  const { files } = host;
  const changes: Pick<Disk, "makeFolders" | "create" | "createWith" | "open"> = {
    makeFolders: (path) => files.put(path, { kind: "directory" }),
    create(path) {
      const parts: Uint8Array[] = [];
      return { write: (bytes) => void parts.push(bytes.slice()), close: () => files.put(path, Buffer.concat(parts)) };
    },
    createWith: (path, _mode, content) => files.put(path, content.slice()),
    open(path) {
      const bytes = files.read(path);
      const readAt = (position: number, buffer: Uint8Array): number => {
        const part = bytes.subarray(position, position + buffer.length);
        buffer.set(part);
        return part.length;
      };
      return { size: bytes.length, readAt, close() {} };
    },
  };
  const disk = new Proxy(host.disk, {
    get: (target, name) => (name in changes ? Reflect.get(changes, name) : Reflect.get(target, name)),
  });
  return { ...host, disk };
}
