import { parseArgs, type ParseArgsConfig } from "node:util";

/** A script was called in a way that it does not know: its usage says how, and a stack would say nothing. */
export class UsageError extends Error {}

type Parsed<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

/**
 * Runs a script over its command line, as parseArgs reads it. `--help` prints the usage and does nothing else. An option or a
 * word that the script does not know, and a UsageError, are printed with the usage on stderr; the exit status is 2 then.
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
