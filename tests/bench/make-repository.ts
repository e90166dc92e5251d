import { pathToFileURL } from "node:url";

/** Makes a git repository of a folder, with one commit of all its files on the branch main. Returns its file URL. */
export function makeRepository(folder: string): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"];
  for (const words of ["init --quiet --initial-branch=main", "add -A", "commit --quiet -m all"]) {
    const argv = ["git", "-C", folder, ...identity, ...words.split(" ")];
    const { exitCode, stderr } = Bun.spawnSync(argv, { env: { PATH: process.env["PATH"] } });
    if (exitCode !== 0) throw new Error(stderr.toString());
  }
  return pathToFileURL(folder).href;
}
