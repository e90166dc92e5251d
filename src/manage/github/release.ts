import { fieldOf, listOf, textField } from "../../http/download-json.ts";

/** A file of a release. */
export interface Asset {
  readonly id: number;
  readonly name: string;
  /** Where everybody may download it, if the repository is public. */
  readonly url: string;
  /** By GitHub itself; undefined from servers that do not say it. */
  readonly sha256: string | undefined;
}

/** A release that is published. */
export interface Release {
  readonly tag: string;
  readonly isPreRelease: boolean;
  readonly assets: readonly Asset[];
}

/** Reads a release as the API has it; undefined for a draft, and for what is not a release. */
export function readRelease(value: unknown): Release | undefined {
  const tag = textField(value, "tag_name");
  if (tag === "" || fieldOf(value, "draft") === true) return undefined;
  const assets = listOf(fieldOf(value, "assets")).flatMap(readAsset);
  return { tag, isPreRelease: fieldOf(value, "prerelease") === true, assets };
}

/** One that is still being uploaded is left out. */
function readAsset(value: unknown): readonly Asset[] {
  const id = fieldOf(value, "id");
  const name = textField(value, "name");
  if (typeof id !== "number" || name === "" || !["", "uploaded"].includes(textField(value, "state"))) return [];
  const [, sha256] = /^sha256:([0-9a-f]{64})$/i.exec(textField(value, "digest")) ?? [];
  return [{ id, name, url: textField(value, "browser_download_url"), sha256: sha256?.toLowerCase() }];
}
