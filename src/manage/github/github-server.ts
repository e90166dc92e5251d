import type { Environment } from "../../host/environment.ts";
import { GITHUB } from "../../source/parse-github.ts";

/** How a GitHub server is asked. */
export interface GithubServer {
  /** As in the source. */
  readonly name: string;
  /** Where its API begins, without a slash at the end. */
  readonly api: string;
  /** The user's token for it, and the variable that has it. */
  readonly token: { readonly value: string; readonly variable: string } | undefined;
  /** The variable that a token for it belongs in. */
  readonly variable: string;
}

const CLOUD = ["GH_TOKEN", "GITHUB_TOKEN"];
const ENTERPRISE = ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];

/**
 * The API of a GitHub server, and the user's token for it, by the variables of the program gh: those of github.com never go to an
 * Enterprise server.
 */
export function githubServer({ get }: Pick<Environment, "get">, name: string): GithubServer {
  const isCloud = name === GITHUB || name.endsWith(".ghe.com");
  const variables = isCloud ? CLOUD : ENTERPRISE;
  const api = isCloud ? `https://api.${name}` : `https://${name}/api/v3`;
  const found = variables.map((variable) => ({ variable, value: (get(variable) ?? "").trim() }));
  return { name, api, token: found.find(({ value }) => value !== ""), variable: variables[0] ?? "" };
}
