import type { Fault } from "../manifest/fault.ts";
import type { Finding, Loader } from "./finding.ts";
import type { LintContext } from "./lint-context.ts";
import { refusedByFault, refusedByWarning } from "./refusals.ts";

/** What luff's parser says of the manifest, and who refuses the plugin for it. */
export function manifestFindings({ manifest, manifestPath }: LintContext): readonly Finding[] {
  const say = (fault: Fault, refusedBy: readonly Loader[]): Finding => ({
    ...fault,
    severity: refusedBy.length > 0 ? "error" : "warning",
    file: manifestPath,
    message: withRefusal(fault, refusedBy),
    refusedBy,
  });
  return [
    ...manifest.faults.map((fault) => say(fault, refusedByFault(fault))),
    ...manifest.warnings.map((fault) => say(fault, refusedByWarning(manifest, fault))),
  ];
}

/** Says of luff's warnings which Helm refuses the plugin, where the warning itself does not. */
function withRefusal({ message, hint }: Fault, refusedBy: readonly Loader[]): string {
  const said = `${message} ${hint ?? ""}`;
  if (refusedBy.length === 0 || refusedBy.includes("luff") || /Helm \d? ?(?:refuses|and)/.test(said)) return message;
  return `${message}; ${refusedBy.map((loader) => LOADER_NAMES[loader]).join(" and ")} ${refusedBy.length > 1 ? "refuse" : "refuses"} the plugin for it`;
}

/** The loaders' names for people. */
export const LOADER_NAMES: Readonly<Record<Loader, string>> = { luff: "luff", helm3: "Helm 3", helm4: "Helm 4" };
