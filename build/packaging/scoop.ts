import { DESCRIPTION, findDownload, homepageOf, needsOf, type ReleasedLuff } from "./released-luff.ts";

/** Scoop's names for processors, and the matrix's targets. */
const ARCHITECTURES = { "64bit": "windows/amd64", "32bit": "windows/386", arm64: "windows/arm64" } as const;

/** The manifest for a bucket, `luff.json`, with the release's archives for the architectures that Scoop supports. */
export function renderScoopManifest(released: ReleasedLuff): string {
  const downloads = Object.entries(ARCHITECTURES).flatMap(([architecture, target]) => {
    const download = findDownload(released, target);
    return download === undefined ? [] : [{ architecture, ...download }];
  });
  const manifest = {
    version: released.version,
    description: DESCRIPTION,
    homepage: homepageOf(released),
    license: "Apache-2.0",
    notes: needsOf(Object.values(ARCHITECTURES)),
    architecture: Object.fromEntries(
      downloads.map(({ architecture, url, sha256 }) => [architecture, { url, hash: sha256 }]),
    ),
    bin: "luff.exe",
    checkver: "github",
    autoupdate: {
      architecture: Object.fromEntries(
        downloads.map(({ architecture, url }) => [architecture, { url: url.replace(released.version, "$version") }]),
      ),
      hash: { url: "$baseurl/checksums.txt" },
    },
  };
  return `${JSON.stringify(manifest, undefined, 4)}\n`;
}
