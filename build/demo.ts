import { runScript } from "./command-line.ts";
import { join, relative } from "node:path";
import { compileLuff, LOCAL_BINARY } from "./compile.ts";
import { ROOT } from "./root.ts";

interface Step {
  readonly title: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  /** The whole stdout, except surrounding space. */
  readonly expected: string | RegExp;
}

const OS_WORD = process.platform === "win32" ? "windows" : process.platform;

export const STEPS: readonly Step[] = [
  { title: "One file", args: ["version"], expected: /\S/ },
  {
    title: "An executable plugin: its platformCommand for this system",
    args: ["platform", "--all", "two words"],
    expected:
      OS_WORD === "windows"
        ? 'chosen: windows, arguments: --all "two words"'
        : `chosen: ${OS_WORD}, arguments: [--all] [two words]`,
  },
  {
    title: "A Lua plugin: arguments and stdin",
    args: ["total", "apples"],
    stdin: "3\n4\n35\n",
    expected: "apples: 42 (Lua 5.4)",
  },
];

const PLUGINS = ["build", "demo", "plugins"];

/** The command line that does the same in the repository's folder, for a POSIX shell or for PowerShell. */
export function commandLine({ args, stdin }: Step, program: string, os: string = process.platform): string {
  const words = [program, ...args.map((word) => (word.includes(" ") ? `"${word}"` : word))].join(" ");
  if (os === "win32") {
    const input = stdin === undefined ? "" : `"${stdin.trimEnd().replaceAll("\n", "`n")}" | `;
    return `$env:HELM_PLUGINS = "${PLUGINS.join("\\")}"; ${input}${words}`;
  }
  const input = stdin === undefined ? "" : `printf '${stdin.replaceAll("\n", "\\n")}' | `;
  return `${input}HELM_PLUGINS=${PLUGINS.join("/")} ${words}`;
}

/** Runs one step and prints it; returns whether the result is as expected. */
async function show(step: Step): Promise<boolean> {
  console.log(`\n# ${step.title}\n$ ${commandLine(step, relative(ROOT, LOCAL_BINARY))}`);
  const child = Bun.spawn([LOCAL_BINARY, ...step.args], {
    cwd: ROOT,
    env: { ...process.env, HELM_PLUGINS: join(...PLUGINS) },
    stdio: [new Blob([step.stdin ?? ""]), "pipe", "inherit"],
  });
  const [stdout, status] = await Promise.all([child.stdout.text(), child.exited]);
  console.log(stdout.trimEnd());
  const text = stdout.trim();
  const matches = typeof step.expected === "string" ? text === step.expected : step.expected.test(text);
  if (status === 0 && matches) return true;
  console.error(`demo: exit status ${status}; expected 0 and ${step.expected}`);
  return false;
}

const USAGE = `usage: npm run demo
Compiles dist/luff for this machine and runs two plugins with it. The exit status is 1 if that fails.`;

async function main(): Promise<void> {
  console.log(`Compiling ${relative(ROOT, LOCAL_BINARY)} ...`);
  await compileLuff(LOCAL_BINARY);
  const shown: boolean[] = [];
  for (const step of STEPS) shown.push(await show(step));
  if (shown.includes(false)) {
    console.error("\nThe demo failed.");
    process.exitCode = 1;
  } else {
    console.log(`\nThe demo works. The program is ${relative(ROOT, LOCAL_BINARY)}.`);
  }
}

if (import.meta.main) await runScript(USAGE, {}, main);
