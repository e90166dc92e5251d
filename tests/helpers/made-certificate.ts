import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Identity } from "./release-server.ts";
import type { Sandbox } from "./sandbox.ts";

export interface MadeCertificate {
  /** What a server on 127.0.0.1 and with the names needs. */
  readonly identity: Identity;
  /** The path of the certificate of the authority that signed it. */
  readonly authority: string;
}

/** Makes a private authority, and a certificate by it for 127.0.0.1 and these names, in a folder `tls` of the sandbox. */
export function madeCertificate(sandbox: Sandbox, openssl: string, names: readonly string[] = []): MadeCertificate {
  mkdirSync(sandbox.path("tls"), { recursive: true });
  const file = (name: string): string => join(sandbox.path("tls"), name);
  const run = (...args: readonly string[]): void => {
    const { exitCode, stderr } = Bun.spawnSync([openssl, ...args]);
    if (exitCode !== 0) throw new Error(stderr.toString());
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  run(
    "req",
    "-x509",
    ...key,
    "-days",
    "2",
    "-subj",
    "/CN=authority",
    "-keyout",
    file("ca.key"),
    "-out",
    file("ca.pem"),
  );
  run("req", ...key, "-subj", "/CN=server", "-keyout", file("server.key"), "-out", file("server.csr"));
  writeFileSync(file("names"), `subjectAltName=${["IP:127.0.0.1", ...names.map((name) => `DNS:${name}`)].join(",")}\n`);
  const signed = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial", "-days", "2"];
  run("x509", "-req", "-in", file("server.csr"), ...signed, "-extfile", file("names"), "-out", file("server.pem"));
  const identity = { key: readFileSync(file("server.key"), "utf8"), cert: readFileSync(file("server.pem"), "utf8") };
  return { identity, authority: file("ca.pem") };
}
