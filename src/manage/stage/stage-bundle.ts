import { digestOf } from "../../archive/digest-of.ts";
import { readArchive } from "../../archive/read-archive.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { BundleSource } from "../../source/source.ts";
import { blobPath } from "./bundle-format.ts";
import { bundleInvalid } from "./read-bundle.ts";
import type { Staged } from "./staged.ts";
import type { Staging } from "./staging.ts";
import { unpackPlugin } from "./unpack-plugin.ts";

/**
 * Takes a plugin's archive out of a bundle, checks its SHA-256, and unpacks it into a folder that does not exist yet. The
 * one folder in the archive names the plugin's folder. Throws AppError "bundle-invalid", and as `unpackPlugin`.
 */
export async function stageBundle(
  host: Host,
  { source, limits, packed }: Staging & { readonly source: BundleSource },
  work: string,
): Promise<Staged> {
  const { path, sha256 } = source;
  const { base, directory, join } = pathStyle(host.os);
  host.disk.makeFolders(directory(work));
  const file = join(directory(work), "bundled");
  await copyBlob(host, source, file);
  const label = `${path} (${sha256.slice(0, 12)})`;
  const { folder, files } = await unpackPlugin(host, { file, label, work, limits });
  host.disk.remove(file);
  if (folder === work || base(folder).startsWith(".")) {
    throw bundleInvalid(path, "the archive of a plugin does not have one folder with the plugin's name");
  }
  return {
    folder,
    name: base(folder),
    origin: { ...source, ...(packed !== undefined && { packed }) },
    ...(files !== undefined && { files }),
  };
}

async function copyBlob(host: Host, { path, sha256 }: BundleSource, to: string): Promise<void> {
  const input = host.disk.open(path);
  const output = host.disk.create(to, 0o600);
  try {
    for await (const entry of readArchive(host, input).entries) {
      if (entry.kind !== "file" || entry.path.replace(/^\.\//, "") !== blobPath(sha256)) continue;
      const actual = await digestOf(host, entry.content, (bytes) => output.write(bytes));
      if (actual !== sha256) throw bundleInvalid(path, `the archive ${sha256} has another SHA-256`);
      return;
    }
  } finally {
    input.close();
    output.close();
  }
  throw bundleInvalid(path, `the archive ${sha256} is missing`);
}
