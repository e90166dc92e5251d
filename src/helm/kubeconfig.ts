import { parseDocument } from "yaml";

/** What luff needs of a kubeconfig file. */
export interface KubeconfigSummary {
  readonly currentContext: string;
  /** Context name to its namespace, "" where it names none. */
  readonly namespaces: Readonly<Record<string, string>>;
}

/** Summarises a kubeconfig's text; undefined where client-go would refuse the file. */
export function parseKubeconfig(text: string): KubeconfigSummary | undefined {
  const root = parseYaml(text);
  if (root === null) return { currentContext: "", namespaces: {} };
  if (!isRecord(root) || (root["kind"] ?? "Config") !== "Config") return undefined;
  const currentContext = textOf(root["current-context"]);
  const namespaces = summariseContexts(root["contexts"]);
  return currentContext === undefined || namespaces === undefined ? undefined : { currentContext, namespaces };
}

/** Of two contexts with one name client-go refuses the file; so it does a name or a namespace that is no text. */
function summariseContexts(contexts: unknown): Record<string, string> | undefined {
  if (contexts === undefined || contexts === null) return {};
  if (!Array.isArray(contexts)) return undefined;
  const namespaces: Record<string, string> = {};
  for (const item of contexts as readonly unknown[]) {
    const context = isRecord(item) ? (item["context"] ?? {}) : undefined;
    const name = isRecord(item) ? textOf(item["name"]) : undefined;
    const namespace = isRecord(context) ? textOf(context["namespace"]) : undefined;
    if (name === undefined || namespace === undefined || Object.hasOwn(namespaces, name)) return undefined;
    namespaces[name] = namespace;
  }
  return namespaces;
}

/** Kubernetes reads YAML 1.1, where `on` is no text, and the first document alone. Undefined where the text is not YAML. */
function parseYaml(text: string): unknown {
  const document = parseDocument(text, { version: "1.1", logLevel: "silent", uniqueKeys: false });
  if (document.errors.some(({ code }) => code !== "MULTIPLE_DOCS")) return undefined;
  try {
    return document.toJS();
  } catch {
    return undefined; // Aliases that grow without bounds, or that name nothing.
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : undefined;
}
