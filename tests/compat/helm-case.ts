import { stringify } from "yaml";

/** A manifest as text, or as the value that is written as YAML. */
export type Manifest = string | Readonly<Record<string, unknown>>;

export interface PluginFolder {
  readonly manifest: Manifest;
  /** Beside plugin.yaml, by name; `report.sh` is always there. Text that begins with `#!` becomes executable. */
  readonly files?: Readonly<Record<string, string>>;
  /** Names of other files that are executable too. */
  readonly executable?: readonly string[];
}

/**
 * One command line to give to Helm 3, Helm 4 and luff alike. In every text `@ROOT@` is the sandbox's folder, `@OS@` and
 * `@ARCH@` are the platform's names in Go's words (`@OS_CAPITALS@`, `@ARCH_CAPITALS@`), `@ARCH_ALIAS@` is another name of the architecture, and
 * `@OTHER_OS@` and `@OTHER_ARCH@` are names of platforms that this is not. A file's whole text may be `@REPORT@`.
 */
export interface HelmCase {
  readonly name: string;
  readonly args: readonly string[];
  /** Folders of plugins by path; a path without a slash is below `plugins`. Absent: one plugin "p" that reports its start. */
  readonly plugins?: Readonly<Record<string, Manifest | PluginFolder>>;
  /** Other files, by path below the sandbox; bytes are written as they are. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Symbolic links, by path below the sandbox, with their targets. */
  readonly links?: Readonly<Record<string, string>>;
  /** Added to the sandbox's environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
  /** What is printed is meant for people: only whether anything is printed is compared. */
  readonly prose?: true;
  /** A luff is on PATH, for Helm too. */
  readonly luffOnPath?: true;
  /** Lines on stdout that begin with this are not compared. */
  readonly ignoredLines?: string;
}

export const REPORT = "$HELM_PLUGIN_DIR/report.sh";

/** A legacy manifest of the plugin "p" that reports its start, with fields laid over it; undefined takes a field away. */
export function legacy(fields: Readonly<Record<string, unknown>> = {}): Manifest {
  return { name: "p", version: "1.0.0", usage: "reports its start", command: REPORT, ...fields };
}

/** A legacy manifest of the plugin "p" with this `platformCommand` and no `command`. */
export function platforms(...entries: readonly Readonly<Record<string, unknown>>[]): Manifest {
  return legacy({ command: undefined, platformCommand: entries });
}

/** A manifest of the plugin "p" in the form `apiVersion: v1`, with fields laid over it. */
export function v1(fields: Readonly<Record<string, unknown>> = {}): Manifest {
  return {
    apiVersion: "v1",
    name: "p",
    version: "1.0.0",
    type: "cli/v1",
    runtime: "subprocess",
    config: { usage: "p", shortHelp: "reports its start" },
    runtimeConfig: { platformCommand: [{ command: REPORT }] },
    ...fields,
  };
}

/** The text of a plugin.yaml. */
export function manifestText(manifest: Manifest): string {
  return typeof manifest === "string" ? manifest : stringify(manifest, { lineWidth: 0 });
}
