import type { FaultCode } from "../manifest/fault-codes.ts";
import type { Fault } from "../manifest/fault.ts";
import type { ExaminedManifest } from "../manifest/parse-manifest.ts";
import { isTreeMap, itemsOf, type TreeMap } from "../manifest/tree.ts";
import type { Loader } from "./finding.ts";

const BOTH: readonly Loader[] = ["helm3", "helm4"];

/** Faults for which only luff refuses a plugin. */
const FAULTS_OF_LUFF: ReadonlySet<FaultCode> = new Set([
  "tag-unsupported",
  "file-too-large",
  "too-deep",
  "alias-limit",
]);

/** The Helm 3 that alone of all Helms 3 refuses a manifest with two forms of one field. */
const STRICTEST_HELM3 = "3.18.0";
const TWO_FORMS: ReadonlySet<string> = new Set<FaultCode>(["command-conflict", "hooks-conflict"]);

/** The Helms that refuse a legacy manifest because of luff's warnings. Tested with Helm 3.18.0 and 4.1.4. */
const LEGACY_WARNINGS: Readonly<Partial<Record<FaultCode, readonly Loader[]>>> = {
  "unknown-key": ["helm3"],
  "version-invalid": ["helm4"],
  "flag-quoted": BOTH,
  // The strictest Helm 3 refuses these two as well; every other one loads them.
  "command-conflict": ["helm4"],
  "hooks-conflict": ["helm4"],
  "protocols-missing": ["helm4"],
  "getter-without-command": ["helm4"],
};

const V1_WARNINGS: Readonly<Partial<Record<FaultCode, readonly Loader[]>>> = {
  "unknown-key": ["helm4"],
  "flag-quoted": ["helm4"],
};

/** The programs, also luff, that do not load the plugin because of a fault of its manifest. */
export function refusedByFault({ code }: Fault): readonly Loader[] {
  return FAULTS_OF_LUFF.has(code) ? ["luff"] : ["luff", ...BOTH];
}

/** The Helms that do not load the plugin because of one of luff's warnings. */
export function refusedByWarning(manifest: ExaminedManifest, warning: Fault): readonly Loader[] {
  if (manifest.plugin?.format === "v1") {
    // Helm 4 is not strict inside of runtimeConfig.
    return warning.path.startsWith("runtimeConfig") ? [] : (V1_WARNINGS[warning.code] ?? []);
  }
  const refusing = LEGACY_WARNINGS[warning.code] ?? [];
  return refusing.filter((loader) => loader === "helm3" || isSeenByHelm4(manifest.tree?.root ?? {}, warning.path));
}

/** The one version of Helm 3 that does not load a plugin which the others load; undefined if it loads it, too. `codes` are those of the findings. */
export function refusingHelm3(codes: readonly string[]): string | undefined {
  return codes.some((code) => TWO_FORMS.has(code)) ? STRICTEST_HELM3 : undefined;
}

/** The first of luff's warnings because of which a Helm 3 of the version loads no plugin without apiVersion. */
export function refusedByHelm3(version: string, warnings: readonly Fault[]): Fault | undefined {
  return warnings.find(
    ({ code }) =>
      LEGACY_WARNINGS[code]?.includes("helm3") === true || (version === STRICTEST_HELM3 && TWO_FORMS.has(code)),
  );
}

/** Helm 4 distinguishes the case of keys, and ignores an empty item of `downloaders`. */
function isSeenByHelm4(root: TreeMap, path: string): boolean {
  const [, key = "", index] = /^(\w+)(?:\[(\d+)\])?/.exec(path) ?? [];
  if (!(key in root)) return false;
  return key !== "downloaders" || index === undefined || isTreeMap(itemsOf(root[key])[Number(index)]);
}
