/**
 * The name that Helm gives the folder of a plugin that comes as an archive of this name: without the ending, and without a version
 * behind a hyphen (stripPluginName in Helm's installer package). The endings of formats that only luff reads go as well.
 */
export function archiveFolderName(file: string): string {
  const bare = file.replace(/\.(?:tgz|tar\.gz|tar|zip)$/i, "");
  return /^(.*)-[0-9]+\..*$/.exec(bare)?.[1] ?? bare;
}
