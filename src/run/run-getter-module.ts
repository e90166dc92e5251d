import type { Host } from "../host/host.ts";
import { decodeBase64 } from "../helm/base64.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { callModule } from "./call-module.ts";
import { schemeOf } from "./find-getter.ts";
import { answerError } from "./module-answer.ts";
import type { GetterCall } from "./run-getter.ts";

/** A file's bytes, if the status is 0. */
export interface GetterAnswer {
  readonly status: number;
  readonly data: Uint8Array;
}

/** Gets a URL by a WebAssembly module, with the message of Helm 4. Throws as `callModule`. */
export async function runGetterModule(
  host: Host,
  installed: InstalledPlugin,
  call: Omit<GetterCall, "output" | "note">,
): Promise<GetterAnswer> {
  const { name } = installed.plugin;
  const variables = { ...call.variables, ...pluginVariables(name, installed.folder) };
  const { status, answer, willWrite } = await callModule(host, installed, {
    message: messageOf(call),
    words: [call.url],
    // As in Helm a getter does not see the rest of the user's environment.
    environment: variables,
    hasStreams: false,
    isDebug: variables["HELM_DEBUG"] === "true",
    settings: call.lua,
  });
  if (status !== 0) return { status, data: new Uint8Array(0) };
  const { data } = answer;
  const bytes = typeof data === "string" ? decodeBase64(data) : undefined;
  if (bytes === undefined) throw answerError(name, "the answer of its module has no data in base64");
  willWrite(bytes.length);
  return { status, data: bytes };
}

/** The names are Helm's, as is a time in nanoseconds. */
function messageOf({ url, certFile, keyFile, caFile, variables }: Omit<GetterCall, "output" | "note">): object {
  return {
    href: url,
    protocol: schemeOf(url) ?? "",
    options: {
      URL: url,
      CertFile: certFile,
      KeyFile: keyFile,
      CAFile: caFile,
      UNTar: false,
      InsecureSkipVerifyTLS: false,
      PlainHTTP: false,
      AcceptHeader: "",
      Username: variables["HELM_PLUGIN_USERNAME"] ?? "",
      Password: variables["HELM_PLUGIN_PASSWORD"] ?? "",
      PassCredentialsAll: variables["HELM_PLUGIN_PASS_CREDENTIALS_ALL"] === "true",
      UserAgent: "",
      Version: "",
      Timeout: 0,
    },
  };
}
