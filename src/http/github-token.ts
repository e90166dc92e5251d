import type { Environment } from "../host/environment.ts";
import type { Address } from "./address.ts";

export interface Token {
  readonly value: string;
  readonly variable: string;
}

const CLOUD = ["GH_TOKEN", "GITHUB_TOKEN"];
const ENTERPRISE = ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];

/** Whether a server is one of GitHub's own, and not a company's. */
export function isGithubCloud(name: string): boolean {
  return name === "github.com" || name.endsWith(".ghe.com");
}

/** The variables of the program gh that have a token for GitHub's own servers, or for a company's. */
export function tokenVariables(isCloud: boolean): readonly string[] {
  return isCloud ? CLOUD : ENTERPRISE;
}

/** The first of these variables that has a value. */
export function findToken({ get }: Pick<Environment, "get">, variables: readonly string[]): Token | undefined {
  return variables.map((variable) => ({ variable, value: (get(variable) ?? "").trim() })).find(({ value }) => value);
}

/** The user's token for an address of GitHub's API over https; undefined for any other. */
export function findApiToken(environment: Pick<Environment, "get">, { scheme, host }: Address): Token | undefined {
  const isApi = scheme === "https" && host.startsWith("api.") && isGithubCloud(host.slice("api.".length));
  return isApi ? findToken(environment, CLOUD) : undefined;
}
