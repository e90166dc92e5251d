/** An argument as CommandLineToArgvW and the C run-time take it apart. */
export function quoteArgument(argument: string): string {
  if (/^[^ \t\n\v"]+$/.test(argument)) return argument;
  const quoted = argument.replaceAll(/(\\*)("|$)/g, (_, slashes: string, end: string) =>
    end === "" ? slashes + slashes : `${slashes}${slashes}\\"`,
  );
  return `"${quoted}"`;
}
