import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathInArchive, type Companion } from "../companions/companion.ts";
import { executableSuffix, targetName, type Target } from "../targets.ts";
import type { Component } from "../third-party/component.ts";
import { archiveFile, packArchive } from "./archive.ts";
import { ARCHIVED_DOCUMENTS, withArchiveLinks } from "./archived-document.ts";
import { checksumOf } from "./checksums.ts";
import { renderSbom } from "./sbom.ts";
import { ROOT } from "../root.ts";

/** A target's executable and what is published with it. */
export interface TargetToPublish {
  readonly target: Target;
  readonly executable: Uint8Array;
  readonly components: readonly Component[];
  /** The text of its third-party notices. */
  readonly notices: string;
  readonly companions: readonly Companion[];
}

/** A version, and the time of its files. */
export interface Release {
  readonly version: string;
  readonly time: Date;
}

/** A file of a release. */
export interface PublishedFile {
  readonly file: string;
  readonly content: Uint8Array;
}

/** The published files of one target: the archive first, then its bill of materials. */
export async function publishedTarget(
  { target, executable, components, notices, companions }: TargetToPublish,
  { version, time }: Release,
): Promise<[archive: PublishedFile, sbom: PublishedFile]> {
  const name = targetName(target);
  const file = archiveFile(target);
  const files = [
    { name: `luff${executableSuffix(target.os)}`, content: executable, executable: true as const },
    ...ARCHIVED_DOCUMENTS.map((document) => ({
      name: document.name,
      content: bytes(withArchiveLinks(readFileSync(resolve(ROOT, document.path), "utf8"), document, version)),
    })),
    { name: "THIRD-PARTY-NOTICES.txt", content: bytes(notices) },
    ...companions
      .filter(({ kind }) => kind !== "page" || target.os !== "windows")
      .map((companion) => ({ name: pathInArchive(companion), content: bytes(companion.text) })),
  ];
  const content = await packArchive(file, files, time);
  const sbom = renderSbom({ version, target: name, archive: checksumOf(file, content), time }, components);
  return [
    { file, content },
    { file: `${file.replace(/\.(tar\.gz|zip)$/, "")}.cdx.json`, content: bytes(sbom) },
  ];
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
