import { parseArgs, type ParseArgsConfig } from "node:util";

/** The script was called with wrong arguments. The usage explains how to call it, so no stack is printed. */
export class UsageError extends Error {}

type Parsed<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

/**
 * Runs a script with its command line, as parseArgs reads it. `--help` only prints the usage. For an unknown option or
 * word, and for a UsageError, it prints the error and the usage on stderr, and exits with 2.
 */
export async function runScript<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
  main: (line: Parsed<Config>) => void | Promise<void>,
): Promise<void> {
  if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) {
    console.log(usage);
    return;
  }
  try {
    await main(parse(config));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
}

function parse<Config extends ParseArgsConfig>(config: Config): Parsed<Config> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}
