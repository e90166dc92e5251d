import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";

/** What luff needs of a kubeconfig file. */
export interface KubeconfigSummary {
  readonly currentContext: string;
  /** Context name to its namespace, "" where it names none. */
  readonly namespaces: Readonly<Record<string, string>>;
}

/** Summarises a kubeconfig's text; undefined where it is no YAML mapping, which client-go refuses as a whole. */
export function parseKubeconfig(text: string): KubeconfigSummary | undefined {
  const document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) {
    return root === null ? { currentContext: "", namespaces: {} } : undefined;
  }
  const namespaces: Record<string, string> = {};
  const contexts: unknown = root.get("contexts");
  const items = typeof contexts === "object" && contexts !== null && "items" in contexts ? contexts.items : [];
  for (const item of Array.isArray(items) ? items : []) {
    if (!isMap(item)) continue;
    const context = item.get("context");
    namespaces[textOf(item, "name")] ??= isMap(context) ? textOf(context, "namespace") : "";
  }
  return { currentContext: textOf(root, "current-context"), namespaces };
}

function textOf(map: YAMLMap, key: string): string {
  const value = map.get(key, true);
  return isScalar(value) && value.value !== null ? (value.source ?? "") : "";
}
