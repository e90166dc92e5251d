import { parseAddress, showAddress } from "../../http/address.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { isCommit } from "../git/git-refs.ts";
import type { PackedOrigin } from "../receipt/receipt.ts";

/** More than the origins of one plugin for every platform have. */
const LONGEST = 1 << 16;
/** More than an address or a version has. */
const LONGEST_TEXT = 4096;

type Check = (value: unknown) => boolean;

const isText: Check = (value) =>
  typeof value === "string" && value.length <= LONGEST_TEXT && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);
const isFilled: Check = (value) => isText(value) && value !== "";
const isSha256: Check = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isCommitText: Check = (value) => typeof value === "string" && isCommit(value);
const isWithoutPassword: Check = (value) => isFilled(value) && withoutPassword(String(value)) === value;
const isAddress: Check = (value) => {
  const address = isText(value) ? parseAddress(String(value)) : undefined;
  return address !== undefined && showAddress(address) === value;
};
const isInside: Check = (value) => isText(value) && !String(value).split("/").includes("..");
const isMark: Check = (value) => typeof value === "string" && /^[0-9a-f]{8}$/.test(value);
const orNone =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/** The form of each field, by the kinds of origins. */
const FORMS: Readonly<Record<PackedOrigin["kind"], Readonly<Record<string, Check>>>> = {
  folder: { path: isFilled },
  archive: { path: isFilled, sha256: isSha256 },
  http: { url: isAddress, queryMark: orNone(isMark), sha256: isSha256 },
  git: { url: isWithoutPassword, subfolder: isInside, constraint: isText, ref: isFilled, commit: isCommitText },
  github: {
    url: isWithoutPassword,
    constraint: isText,
    tag: isFilled,
    asset: orNull(isFilled),
    pattern: orNone(isText),
    sha256: isSha256,
    commit: orNone(isCommitText),
    platform: orNone(isFilled),
  },
};

/** The origins in a bundle, or what is wrong with them, as the rest of a sentence. */
export type ReadOrigins = { readonly origins: readonly PackedOrigin[] } | { readonly fault: string };

/**
 * Reads the annotation of a bundle with the origins of a plugin: one, or one for each platform where it is the same for several. Origins of
 * a kind that this luff does not know are left out, as are fields.
 */
export function readPackedOrigins(annotation: unknown): ReadOrigins {
  if (annotation === undefined) return { origins: [] };
  if (typeof annotation !== "string") return { fault: "it is not a text" };
  if (annotation.length > LONGEST) return { fault: `it is longer than ${LONGEST} characters` };
  const list = parseList(annotation);
  if (list === undefined) return { fault: "it is not a list in JSON" };
  const origins: PackedOrigin[] = [];
  for (const item of list) {
    if (typeof item !== "object" || item === null || !("kind" in item) || typeof item.kind !== "string") {
      return { fault: "a part of it has no kind" };
    }
    if (!Object.hasOwn(FORMS, item.kind)) continue;
    const form = FORMS[item.kind as PackedOrigin["kind"]];
    const values = new Map(Object.entries(item));
    const wrong = Object.keys(form).find((key) => form[key]?.(values.get(key)) !== true);
    if (wrong !== undefined) return { fault: `the field "${wrong}" has a value that luff does not write` };
    const known = [...values].filter(([key]) => key === "kind" || Object.hasOwn(form, key));
    origins.push(Object.fromEntries(known) as unknown as PackedOrigin);
  }
  return { origins };
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
