import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { readRegular } from "../../host/read-regular.ts";
import { originOf } from "../../http/address.ts";
import { parseProxy } from "../../http/choose-proxy.ts";
import { certificateFault, NO_CERTIFICATE } from "../../http/certificate-fault.ts";
import { fine, note, problem, type Finding } from "./finding.ts";

/** Looks at the proxies and the certificates that the environment names. Nothing is asked over the network. */
export function checkNetwork(host: Host): readonly Finding[] {
  return [...["HTTP_PROXY", "HTTPS_PROXY"].flatMap((name) => checkProxy(host, name)), ...checkCertificates(host)];
}

function checkProxy({ environment }: Host, upper: string): readonly Finding[] {
  const name = [upper, upper.toLowerCase()].find((each) => (environment.get(each) ?? "") !== "");
  if (name === undefined) return [];
  const value = environment.get(name) ?? "";
  const address = parseProxy(value);
  if (address === undefined) {
    // The value may have a password in it.
    return [
      problem(
        "proxy",
        `${name} is not the URL of a proxy`,
        "Write http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT.",
      ),
    ];
  }
  return [fine("proxy", `${name}: luff asks ${originOf(address)}${exceptions(environment)}`)];
}

function exceptions(environment: Host["environment"]): string {
  const value = environment.get("NO_PROXY") || environment.get("no_proxy") || "";
  return value === "" ? "" : `, but not for ${value}`;
}

function checkCertificates({ os, environment, files }: Host): readonly Finding[] {
  const path = environment.get("SSL_CERT_FILE") ?? "";
  if (path === "" || os === "windows") return [];
  const check = "certificates";
  const hint = "Unset SSL_CERT_FILE, or set it to a file with certificates in the form PEM.";
  try {
    const fault = certificateFault(readRegular(files, path));
    if (fault === undefined) return [fine(check, `luff trusts the authorities in ${path} too`)];
    const text = `SSL_CERT_FILE is ${path}, which ${fault}`;
    return fault === NO_CERTIFICATE ? [note(check, text, hint)] : [problem(check, text, hint)];
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return [note(check, `SSL_CERT_FILE is ${path}, which cannot be read: ${error.detail}`, hint)];
  }
}
