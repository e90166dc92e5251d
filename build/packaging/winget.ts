import { stringify } from "yaml";
import { DESCRIPTION, findDownload, homepageOf, needsOf, type ReleasedLuff } from "./released-luff.ts";

/** winget's names for processors, and the matrix's targets. */
const ARCHITECTURES = { x64: "windows/amd64", x86: "windows/386", arm64: "windows/arm64" } as const;

const SCHEMA = "1.10.0";

/** The three manifests that winget needs for a version, by file name. */
export function renderWingetManifests(released: ReleasedLuff): Readonly<Record<string, string>> {
  const owner = released.repository.split("/")[0] ?? "";
  const identity = { PackageIdentifier: `${owner}.luff`, PackageVersion: released.version };
  const name = identity.PackageIdentifier;
  return {
    [`${name}.yaml`]: manifest("version", { ...identity, DefaultLocale: "en-US" }),
    [`${name}.installer.yaml`]: manifest("installer", { ...identity, ...installersOf(released) }),
    [`${name}.locale.en-US.yaml`]: manifest("defaultLocale", {
      ...identity,
      PackageLocale: "en-US",
      Publisher: owner,
      PackageName: "luff",
      PackageUrl: homepageOf(released),
      License: "Apache-2.0",
      LicenseUrl: `${homepageOf(released)}/blob/v${released.version}/LICENSE`,
      ShortDescription: DESCRIPTION,
      Description: `${DESCRIPTION}. ${needsOf(Object.values(ARCHITECTURES))}`,
    }),
  };
}

function installersOf(released: ReleasedLuff): object {
  const downloads = Object.entries(ARCHITECTURES).flatMap(([architecture, target]) => {
    const download = findDownload(released, target);
    return download === undefined ? [] : [{ architecture, ...download }];
  });
  return {
    InstallerType: "zip",
    NestedInstallerType: "portable",
    NestedInstallerFiles: [{ RelativeFilePath: "luff.exe", PortableCommandAlias: "luff" }],
    Installers: downloads.map(({ architecture, url, sha256 }) => ({
      Architecture: architecture,
      InstallerUrl: url,
      InstallerSha256: sha256.toUpperCase(),
    })),
  };
}

function manifest(type: string, content: object): string {
  const schema = `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.${SCHEMA}.schema.json\n\n`;
  return schema + stringify({ ...content, ManifestType: type, ManifestVersion: SCHEMA }, { lineWidth: 0 });
}
