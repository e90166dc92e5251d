import { atOnce } from "./at-once.ts";
import { ROOT } from "./root.ts";

/** The checkers, which must find nothing, by their names in the report. */
const CHECKERS: Readonly<Record<string, readonly string[]>> = {
  types: ["tsc", "-p", "."],
  "types without a host": ["tsc", "-p", "tsconfig.host-free.json"],
  lint: ["oxlint"],
  format: ["oxfmt", "--check"],
  "dead code": ["knip", "--no-progress"],
};

/** Runs the checkers, prints a line for each, and returns how many of them found something. */
export async function runCheckers(): Promise<number> {
  const good = await atOnce(Object.entries(CHECKERS), async ([name, command]) => {
    const checker = Bun.spawn([process.execPath, "x", "--no-install", ...command], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr, status] = await Promise.all([checker.stdout.text(), checker.stderr.text(), checker.exited]);
    console.log(status === 0 ? `ok      ${name}` : `FAILED  ${name}: ${command.join(" ")}\n${stdout}${stderr}`);
    return status === 0;
  });
  return good.filter((one) => !one).length;
}
