import type { Environment } from "../../host/environment.ts";
import { findToken, isGithubCloud, tokenVariables, type Token } from "../../http/github-token.ts";

/** How a GitHub server is asked. */
export interface GithubServer {
  /** As in the source. */
  readonly name: string;
  /** Where its API begins, without a slash at the end. */
  readonly api: string;
  /** The user's token for it, and the variable that has it. */
  readonly token: Token | undefined;
  /** The variable that a token for it belongs in. */
  readonly variable: string;
}

/**
 * The API of a GitHub server, and the user's token for it, by the variables of the program gh: those of github.com never go to an
 * Enterprise server.
 */
export function githubServer(environment: Pick<Environment, "get">, name: string): GithubServer {
  const isCloud = isGithubCloud(name);
  const api = isCloud ? `https://api.${name}` : `https://${name}/api/v3`;
  const variables = tokenVariables(isCloud);
  return { name, api, token: findToken(environment, variables), variable: variables[0] ?? "" };
}
