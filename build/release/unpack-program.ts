import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { unpackTar } from "modern-tar";
import { executableSuffix, type Target } from "../targets.ts";
import { archiveFile } from "./archive.ts";
import { checksumOf, renderChecksums } from "./checksums.ts";

/**
 * Unpacks a target's program into a folder and returns its path. The archive is in the folder `release`. Throws if its
 * digest is not the one in checksums.txt, or it has no program.
 */
export async function unpackProgram(target: Target, release: string, into: string): Promise<string> {
  const file = archiveFile(target);
  const archive = readFileSync(join(release, file));
  const line = renderChecksums([checksumOf(file, archive)]);
  if (!readFileSync(join(release, "checksums.txt"), "utf8").includes(line)) {
    throw new Error(`${file} does not match checksums.txt: ${line}`);
  }
  const name = `luff${executableSuffix(target.os)}`;
  const content = file.endsWith(".zip") ? unzipSync(archive)[name] : await tarMember(archive, name);
  if (content === undefined) throw new Error(`${file} holds no ${name}`);
  const path = join(into, name);
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  return path;
}

async function tarMember(archive: Uint8Array, name: string): Promise<Uint8Array | undefined> {
  const entries = await unpackTar(Bun.gunzipSync(new Uint8Array(archive)), { strict: true });
  return entries.find(({ header }) => header.name === name)?.data;
}
