import type { Fault } from "../manifest/fault.ts";
import type { Finding, Loader } from "./finding.ts";
import type { LintContext } from "./lint-context.ts";
import { refusedByFault, refusedByWarning } from "./refusals.ts";

/** The faults and warnings of luff's parser, with the programs that refuse the plugin because of them. */
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

/** Adds to luff's warnings which Helm refuses the plugin, unless the warning says so. */
function withRefusal({ message, hint }: Fault, refusedBy: readonly Loader[]): string {
  const said = `${message} ${hint ?? ""}`;
  const saysSo = /Helm (?:[\d.]+ )?(?:refuses|and)/.test(said);
  if (refusedBy.length === 0 || refusedBy.includes("luff") || saysSo) return message;
  return `${message}; ${refusedBy.map((loader) => LOADER_NAMES[loader]).join(" and ")} ${refusedBy.length > 1 ? "refuse" : "refuses"} the plugin for it`;
}

/** The loaders' names for people. */
export const LOADER_NAMES: Readonly<Record<Loader, string>> = { luff: "luff", helm3: "Helm 3", helm4: "Helm 4" };
