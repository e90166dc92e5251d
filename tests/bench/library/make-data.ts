import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

/** The files that scripts of this folder read. */
export interface LibraryData {
  /** 4 MB of small Kubernetes objects. */
  readonly json: string;
  /** 1 MB of documents. */
  readonly yaml: string;
  /** The JSON, compressed as zlib does it. */
  readonly packed: string;
}

const OBJECTS = 16_000;
const DOCUMENTS = 4_400;

/** Writes the files below a folder. */
export function makeLibraryData(folder: string): LibraryData {
  const data = { json: `${folder}/data.json`, yaml: `${folder}/data.yaml`, packed: `${folder}/data.z` };
  const json = JSON.stringify(Array.from({ length: OBJECTS }, (_, number) => configMap(number)));
  writeFileSync(data.json, json);
  writeFileSync(data.yaml, Array.from({ length: DOCUMENTS }, (_, number) => document(number)).join(""));
  writeFileSync(data.packed, deflateSync(json));
  return data;
}

/** Writes a file of random bytes and returns its path. */
export function makeNoise(path: string, bytes: number): string {
  writeFileSync(path, randomBytes(bytes));
  return path;
}

function configMap(number: number): unknown {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: `settings-${number}`, namespace: "default", labels: { app: "web", tier: "front" } },
    spec: { replicas: number % 7, paused: number % 2 === 0, ports: [80, 443, 8080], note: "some words and more words" },
  };
}

function document(number: number): string {
  return `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-${number}
  namespace: default
  labels:
    app: web
    tier: front
spec:
  replicas: ${number % 7}
  paused: ${number % 2 === 0}
  ports:
  - 80
  - 443
  - 8080
  note: some words and more words
`;
}
