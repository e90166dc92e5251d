import { close, open, os, replaceProcess, runChild, variable, type NativeEnd } from "qjs:host";
import { DIED_OF_SIGNAL } from "../../errors/exit-statuses.ts";
import { OPEN_CREATE, OPEN_EXCLUSIVE, OPEN_WRITE } from "../descriptors.ts";
import type { ChildOutput, Processes } from "../processes.ts";
import { rawArguments } from "./raw-arguments.ts";
import { hostError } from "./system-error.ts";
import { toBytes, toText } from "./text.ts";

const STDOUT = 1;
const STDERR = 2;

/** Starts programs with inherited streams: on POSIX they replace this process, on Windows they are children. */
export const processes: Processes = {
  async run({ file, name, args, variables, without, verbatim = false }) {
    const changes = [...removals(without), ...changedVariables(variables)];
    const end = replaceProcess(file, rawArguments([name, ...args]), changes, verbatim);
    return statusOf(end, file);
  },
  async runChild({ file, name, args, variables, without, verbatim = false, stdout, ...child }) {
    const { hasInput = false, withoutDescriptors = false, withoutHangup = false, errorFile } = child;
    const argv = rawArguments([name, ...args]);
    const output = descriptorOf(stdout);
    const errors = errorFile === undefined ? STDERR : createFile(errorFile);
    const changes = [...removals(without), ...changedVariables(variables)];
    const limit = typeof stdout === "string" ? 0 : (stdout.limit ?? 0);
    const how = { verbatim, hasInput, withoutDescriptors, withoutHangup, output, errors, limit };
    const end = runChild(file, argv, changes, how);
    if (typeof stdout !== "string") close(output);
    if (errors !== STDERR) close(errors);
    return statusOf(end, file);
  },
};

function descriptorOf(stdout: ChildOutput): number {
  if (typeof stdout === "string") return stdout === "stdout" ? STDOUT : STDERR;
  return createFile(stdout.file);
}

function createFile(path: string): number {
  const descriptor = open(toBytes(path), OPEN_WRITE | OPEN_CREATE | OPEN_EXCLUSIVE, 0o666);
  if (descriptor < 0) throw hostError(descriptor, path);
  return descriptor;
}

function statusOf(end: NativeEnd | number, file: string): number {
  if (typeof end === "number") throw hostError(end, file);
  return end.kind === "signal" ? DIED_OF_SIGNAL + end.code : end.code;
}

/** Skips a variable that already has its value: the bytes of that value may not be UTF-8. */
function changedVariables(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables)
    .filter(([name, value]) => !hasValue(name, value))
    .map(([name, value]) => `${name}=${value}`);
}

function hasValue(name: string, value: string): boolean {
  const present = variable(name);
  return present !== undefined && toText(present) === value;
}

/** What removes variables: on POSIX the name alone, on Windows an empty value. */
function removals(names: readonly string[] = []): string[] {
  return names.filter((name) => variable(name) !== undefined).map((name) => (os === "windows" ? `${name}=` : name));
}
