import { isBase64 } from "./base64.ts";

/** What Go's decoder accepts for a field. It accepts null for every field, and ignores unknown fields. */
type Shape =
  | "text"
  | "switch"
  /** Base64, or a list of numbers. */
  | "bytes"
  | "anything"
  | { readonly list: Shape }
  | { readonly values: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

const NAMED_EXTENSIONS: Shape = { list: { fields: { name: "text", extension: "anything" } } };

const CONTEXT: Shape = {
  fields: { cluster: "text", user: "text", namespace: "text", extensions: NAMED_EXTENSIONS },
};

const CLUSTER: Shape = {
  fields: {
    server: "text",
    "tls-server-name": "text",
    "insecure-skip-tls-verify": "switch",
    "certificate-authority": "text",
    "certificate-authority-data": "bytes",
    "proxy-url": "text",
    "disable-compression": "switch",
    extensions: NAMED_EXTENSIONS,
  },
};

const EXEC: Shape = {
  fields: {
    command: "text",
    args: { list: "text" },
    env: { list: { fields: { name: "text", value: "text" } } },
    apiVersion: "text",
    installHint: "text",
    provideClusterInfo: "switch",
    interactiveMode: "text",
  },
};

const USER: Shape = {
  fields: {
    "client-certificate": "text",
    "client-certificate-data": "bytes",
    "client-key": "text",
    "client-key-data": "bytes",
    token: "text",
    tokenFile: "text",
    as: "text",
    "as-uid": "text",
    "as-groups": { list: "text" },
    "as-user-extra": { values: { list: "text" } },
    username: "text",
    password: "text",
    "auth-provider": { fields: { name: "text", config: { values: "text" } } },
    exec: EXEC,
    extensions: NAMED_EXTENSIONS,
  },
};

const CONFIG: Shape = {
  fields: {
    kind: "text",
    apiVersion: "text",
    "current-context": "text",
    preferences: { fields: { colors: "switch", extensions: NAMED_EXTENSIONS } },
    contexts: { list: { fields: { name: "text", context: CONTEXT } } },
    clusters: { list: { fields: { name: "text", cluster: CLUSTER } } },
    users: { list: { fields: { name: "text", user: USER } } },
    extensions: NAMED_EXTENSIONS,
  },
};

/** Whether Go could decode the value of a kubeconfig into client-go's structures (k8s.io/client-go/tools/clientcmd/api/v1). */
export function fitsKubeconfig(value: unknown): boolean {
  return fits(value, CONFIG);
}

function fits(value: unknown, shape: Shape): boolean {
  if (value === undefined || value === null) return true;
  if (shape === "text") return typeof value === "string";
  if (shape === "switch") return typeof value === "boolean";
  if (shape === "bytes") return typeof value === "string" ? isBase64(value) : isListOfBytes(value);
  if (shape === "anything") return true;
  if ("list" in shape) return Array.isArray(value) && value.every((item) => fits(item, shape.list));
  if (!isRecord(value)) return false;
  if ("values" in shape) return Object.values(value).every((item) => fits(item, shape.values));
  return Object.entries(shape.fields).every(([name, field]) => fits(value[name], field));
}

function isListOfBytes(value: unknown): boolean {
  return Array.isArray(value) && value.every((item: unknown) => item === null || isByte(item));
}

function isByte(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255;
}

/** Whether a value is a map, not a list or a single value. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
