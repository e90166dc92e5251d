/**
 * Lets the Bun host's terminal write or tell about itself:
 *   bun tests/helpers/write-terminal.ts write     (what stdin holds: [["stdout","text"], …])
 *   bun tests/helpers/write-terminal.ts tell      (isTerminal of every stream, the size of stdout, and the echo of stdin, as JSON on stderr)
 */
import { terminal } from "../../src/host/bun/terminal.ts";
import type { OutputStream } from "../../src/host/terminal.ts";

if (process.argv[2] === "write") {
  for (const [stream, text] of (await Bun.stdin.json()) as [OutputStream, string][]) terminal.write(stream, text);
} else {
  const streams = (["stdin", "stdout", "stderr"] as const).map((stream) => terminal.isTerminal(stream));
  terminal.write(
    "stderr",
    `${JSON.stringify({ streams, width: terminal.width("stdout"), height: terminal.height("stdout"), echo: terminal.setEcho(true) })}\n`,
  );
}
