import type { Environment } from "../host/environment.ts";
import { type GoNumber, parseGoFloat, parseGoInt } from "./go-numbers.ts";

/** The values of Helm's global flags; undefined for a flag that was not given. */
export interface GlobalFlags {
  readonly debug?: boolean;
  readonly kubeContext?: string;
  readonly namespace?: string;
  readonly kubeconfig?: string;
  readonly kubeApiserver?: string;
  readonly kubeToken?: string;
  readonly kubeAsUser?: string;
  readonly kubeAsGroups?: readonly string[];
  readonly kubeCaFile?: string;
  readonly kubeInsecureSkipTlsVerify?: boolean;
  readonly kubeTlsServerName?: string;
  readonly registryConfig?: string;
  readonly repositoryCache?: string;
  readonly repositoryConfig?: string;
  readonly contentCache?: string;
  readonly burstLimit?: bigint;
  readonly qps?: number;
}

/** Helm's settings, merged from flags, environment and defaults (Helm's pkg/cli/environment.go). */
export interface HelmSettings {
  readonly debug: boolean;
  readonly kubeContext: string;
  /** From the flag or variable; "" if the kubeconfig decides. */
  readonly namespace: string;
  /** From the flag, "" without one. */
  readonly kubeconfig: string;
  readonly kubeApiserver: string;
  readonly kubeToken: string;
  readonly kubeAsUser: string;
  readonly kubeAsGroups: readonly string[];
  readonly kubeCaFile: string;
  readonly kubeInsecureSkipTlsVerify: boolean;
  readonly kubeTlsServerName: string;
  readonly maxHistory: bigint;
  readonly burstLimit: bigint;
  readonly qps: number;
}

/**
 * Resolves Helm's settings. As in Helm, a variable that cannot be parsed counts as not set. Every start of a plugin calls
 * this, so it uses no regular expression for a variable that is not set: JavaScriptCore would compile it first.
 */
export function resolveHelmSettings(flags: GlobalFlags, environment: Pick<Environment, "get">): HelmSettings {
  const text = (name: string): string => environment.get(name) ?? "";
  return {
    debug: flags.debug ?? parseGoBool(text("HELM_DEBUG")) ?? false,
    kubeContext: flags.kubeContext ?? text("HELM_KUBECONTEXT"),
    namespace: flags.namespace ?? text("HELM_NAMESPACE"),
    kubeconfig: flags.kubeconfig ?? "",
    kubeApiserver: flags.kubeApiserver ?? text("HELM_KUBEAPISERVER"),
    kubeToken: flags.kubeToken ?? text("HELM_KUBETOKEN"),
    kubeAsUser: flags.kubeAsUser ?? text("HELM_KUBEASUSER"),
    kubeAsGroups: flags.kubeAsGroups ?? commaSeparated(text("HELM_KUBEASGROUPS")),
    kubeCaFile: flags.kubeCaFile ?? text("HELM_KUBECAFILE"),
    kubeInsecureSkipTlsVerify:
      flags.kubeInsecureSkipTlsVerify ?? parseGoBool(text("HELM_KUBEINSECURE_SKIP_TLS_VERIFY")) ?? false,
    kubeTlsServerName: flags.kubeTlsServerName ?? text("HELM_KUBETLS_SERVER_NAME"),
    maxHistory: sound(text("HELM_MAX_HISTORY"), parseGoInt) ?? 10n,
    burstLimit: flags.burstLimit ?? sound(text("HELM_BURST_LIMIT"), parseGoInt) ?? 100n,
    qps: flags.qps ?? sound(text("HELM_QPS"), parseGoFloat) ?? 0,
  };
}

const TRUE = ["1", "t", "T", "TRUE", "true", "True"];
const FALSE = ["0", "f", "F", "FALSE", "false", "False"];

/** What Go's strconv.ParseBool accepts, undefined for anything else. */
export function parseGoBool(text: string): boolean | undefined {
  if (TRUE.includes(text)) return true;
  return FALSE.includes(text) ? false : undefined;
}

/** A number from the environment; undefined if the variable is not set, is not a number, or is out of range. */
function sound<Value>(text: string, parse: (text: string) => GoNumber<Value>): Value | undefined {
  if (text === "") return undefined;
  const { value, fault } = parse(text);
  return fault === undefined ? value : undefined;
}

function commaSeparated(text: string): readonly string[] {
  return text === "" ? [] : text.split(",").map((group) => group.trim());
}
