/**
 * The name that Helm gives the folder of a plugin that comes as an archive of this name: without the extension, and
 * without a version after a hyphen (stripPluginName in Helm's installer package). The extensions of formats that only
 * luff reads are removed too.
 */
export function archiveFolderName(file: string): string {
  const bare = file.replace(/\.(?:tgz|tar\.gz|tar|zip)$/i, "");
  return /^(.*)-[0-9]+\..*$/.exec(bare)?.[1] ?? bare;
}
