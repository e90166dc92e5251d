import { describe, expect, test } from "bun:test";
import { renderScoopManifest } from "../../../build/packaging/scoop.ts";
import { digestOf, RELEASED, without } from "./released.ts";

const ADDRESS = "https://github.com/somebody/luff/releases/download";

describe("renderScoopManifest", () => {
  test("writes a manifest with a download for each processor", () => {
    const manifest: unknown = JSON.parse(renderScoopManifest(RELEASED));
    expect(manifest).toEqual({
      version: "1.2.3",
      description: "Runs Helm plugins, executable and Lua, on every platform from one file",
      homepage: "https://github.com/somebody/luff",
      license: "Apache-2.0",
      notes: "On windows/amd64 luff needs a processor with SSE4.2 (x86-64-v2).",
      architecture: {
        "64bit": { url: `${ADDRESS}/v1.2.3/luff-windows-amd64.zip`, hash: digestOf("luff-windows-amd64.zip") },
        "32bit": { url: `${ADDRESS}/v1.2.3/luff-windows-386.zip`, hash: digestOf("luff-windows-386.zip") },
        arm64: { url: `${ADDRESS}/v1.2.3/luff-windows-arm64.zip`, hash: digestOf("luff-windows-arm64.zip") },
      },
      bin: "luff.exe",
      checkver: "github",
      autoupdate: {
        architecture: {
          "64bit": { url: `${ADDRESS}/v$version/luff-windows-amd64.zip` },
          "32bit": { url: `${ADDRESS}/v$version/luff-windows-386.zip` },
          arm64: { url: `${ADDRESS}/v$version/luff-windows-arm64.zip` },
        },
        hash: { url: "$baseurl/checksums.txt" },
      },
    });
  });

  test("leaves out a processor that the release lacks", () => {
    const { architecture } = JSON.parse(renderScoopManifest(without("luff-windows-arm64.zip"))) as {
      readonly architecture: object;
    };
    expect(Object.keys(architecture)).toEqual(["64bit", "32bit"]);
  });
});
