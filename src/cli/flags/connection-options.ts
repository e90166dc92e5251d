import { Option } from "clipanion";

/** `--ca-file FILE`, for `readConnectionFlags`. */
export function caFileOption(): string | undefined {
  return Option.String("--ca-file", { description: "a file with the certificates of the only authorities to trust" });
}

/** `--username NAME`, for `readConnectionFlags`. `of` names the server in the description. */
export function usernameOption(of = "of the URL"): string | undefined {
  return Option.String("--username", { description: `the user for the server ${of}` });
}

/** `--password-stdin`, for `readConnectionFlags`. */
export function passwordOption(): boolean {
  return Option.Boolean("--password-stdin", false, { description: "read the user's password from stdin" });
}

/** `--timeout DURATION`, for `readConnectionFlags`. */
export function timeoutOption(): string | undefined {
  return Option.String("--timeout", { description: "how long a server may send nothing, such as 2m; 60s by default" });
}
