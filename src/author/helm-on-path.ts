import { findHelmBin } from "../helm/helm-bin.ts";
import type { Host } from "../host/host.ts";
import type { LuaSystem } from "../host/lua-system.ts";
import { findProgram } from "../program/find-program.ts";

type HelmHost = Pick<Host, "os" | "files" | "environment" | "lua">;

/**
 * The version of the Helm in HELM_BIN or on PATH, such as "3.18.0"; undefined if there is none, or it prints no
 * version.
 */
export async function findHelmVersion(host: HelmHost): Promise<string | undefined> {
  const helm = findProgram(host, findHelmBin(host));
  if (helm.kind !== "found") return undefined;
  const output = readOutput(await host.lua(), commandLine(host.os, helm.file), host.environment.all());
  return /^v(\d+\.\d+\.\d+)/m.exec(output)?.[1];
}

/** For the system's command interpreter; cmd removes one pair of quotes. */
function commandLine(os: string, helm: string): string {
  if (os === "windows") return `""${helm}" version --short 2>NUL"`;
  return `'${helm.replaceAll("'", "'\\''")}' version --short 2>/dev/null`;
}

function readOutput(
  { children, descriptors }: LuaSystem,
  command: string,
  environment: Readonly<Record<string, string>>,
): string {
  if (!children.available()) return "";
  const child = children.open(new TextEncoder().encode(command), "read", environment);
  if (typeof child === "number") return "";
  const buffer = new Uint8Array(1 << 12);
  let length = 0;
  for (let count = 1; count > 0 && length < buffer.length; length += Math.max(count, 0)) {
    count = descriptors.read(child.descriptor, buffer, length, buffer.length - length);
  }
  descriptors.close(child.descriptor);
  child.wait();
  return new TextDecoder().decode(buffer.subarray(0, length));
}
