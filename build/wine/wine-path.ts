/** An absolute path of this machine as Wine's programs know it: the whole file system is drive Z. */
export function winePath(path: string): string {
  return `Z:${path.replaceAll("/", "\\")}`;
}
