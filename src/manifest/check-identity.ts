import type { ManifestCheck } from "./manifest-check.ts";
import { scalarText } from "./tree.ts";

const NAME = /^[A-Za-z0-9_-]+$/;

/** Semantic Versioning 2.0.0 as Helm 4 requires it: three numbers without leading zeros, no `v`. */
const STRICT_VERSION =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Requires a name of ASCII letters, digits, `_` and `-`: Helm's rule since 3.3.2. */
export function checkName({ tree, faults }: ManifestCheck): void {
  if (faults.covers("name")) return;
  const name = scalarText(tree.root["name"]);
  if (name === "") {
    faults.add("name-missing", { path: "name", message: "the plugin has no name", hint: "add `name: …`" });
  } else if (!NAME.test(name)) {
    const message = `invalid name ${JSON.stringify(name)}: expected letters a-z and A-Z, digits, _ and - only`;
    faults.add("name-invalid", { path: "name", message });
  }
}

/**
 * With apiVersion the version must be strict, as in Helm 4. Without it any text is a version, because Helm 2 and 3
 * accept it; if Helm 4 refuses it, that is a warning.
 */
export function checkVersion({ tree, faults, warnings }: ManifestCheck, format: "legacy" | "v1"): void {
  if (faults.covers("version")) return;
  const version = scalarText(tree.root["version"]);
  const list = format === "v1" ? faults : warnings;
  if (version === "") {
    if (format === "v1") faults.add("version-missing", { path: "version", message: "the plugin has no version" });
  } else if (!STRICT_VERSION.test(version)) {
    const hint = format === "v1" ? undefined : "Helm 4 refuses this plugin";
    const message = `the version ${JSON.stringify(version)} is not a semantic version (expected MAJOR.MINOR.PATCH)`;
    list.add("version-invalid", { path: "version", message, hint });
  }
}
