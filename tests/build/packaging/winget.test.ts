import { describe, expect, test } from "bun:test";
import { renderWingetManifests } from "../../../build/packaging/winget.ts";
import { digestOf, RELEASED, without } from "./released.ts";

describe("renderWingetManifests", () => {
  test("writes the three manifests of a version", () => {
    expect(renderWingetManifests(RELEASED)).toEqual({
      "somebody.luff.yaml": `\
# yaml-language-server: $schema=https://aka.ms/winget-manifest.version.1.10.0.schema.json

PackageIdentifier: somebody.luff
PackageVersion: 1.2.3
DefaultLocale: en-US
ManifestType: version
ManifestVersion: 1.10.0
`,
      "somebody.luff.installer.yaml": `\
# yaml-language-server: $schema=https://aka.ms/winget-manifest.installer.1.10.0.schema.json

PackageIdentifier: somebody.luff
PackageVersion: 1.2.3
InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
  - RelativeFilePath: luff.exe
    PortableCommandAlias: luff
Installers:
  - Architecture: x64
    InstallerUrl: https://github.com/somebody/luff/releases/download/v1.2.3/luff-windows-amd64.zip
    InstallerSha256: ${digestOf("luff-windows-amd64.zip").toUpperCase()}
  - Architecture: x86
    InstallerUrl: https://github.com/somebody/luff/releases/download/v1.2.3/luff-windows-386.zip
    InstallerSha256: ${digestOf("luff-windows-386.zip").toUpperCase()}
  - Architecture: arm64
    InstallerUrl: https://github.com/somebody/luff/releases/download/v1.2.3/luff-windows-arm64.zip
    InstallerSha256: ${digestOf("luff-windows-arm64.zip").toUpperCase()}
ManifestType: installer
ManifestVersion: 1.10.0
`,
      "somebody.luff.locale.en-US.yaml": `\
# yaml-language-server: $schema=https://aka.ms/winget-manifest.defaultLocale.1.10.0.schema.json

PackageIdentifier: somebody.luff
PackageVersion: 1.2.3
PackageLocale: en-US
Publisher: somebody
PackageName: luff
PackageUrl: https://github.com/somebody/luff
License: Apache-2.0
LicenseUrl: https://github.com/somebody/luff/blob/v1.2.3/LICENSE
ShortDescription: Runs Helm plugins, executable and Lua, on every platform from one file
Description: Runs Helm plugins, executable and Lua, on every platform from one file. On windows/amd64 luff needs a processor with SSE4.2 (x86-64-v2).
ManifestType: defaultLocale
ManifestVersion: 1.10.0
`,
    });
  });

  test("quotes a version that YAML would read as a number", () => {
    const manifests = renderWingetManifests({ ...RELEASED, version: "1.10" });
    expect(manifests["somebody.luff.yaml"]).toContain('PackageVersion: "1.10"\n');
  });

  test("leaves out a processor that the release lacks", () => {
    const manifests = renderWingetManifests(without("luff-windows-386.zip"));
    expect(manifests["somebody.luff.installer.yaml"]).not.toContain("x86");
  });
});
