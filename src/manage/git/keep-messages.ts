import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { hidePasswords } from "../../source/hide-passwords.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { makeTemporaryFolder } from "../store/make-temporary-folder.ts";
import { removeIfPossible } from "../store/remove-tree.ts";

/** Files for what git writes. They are in a folder of their own until `remove`. */
export interface KeptMessages {
  /** The paths of two files that do not exist yet. */
  readonly output: string;
  readonly errors: string;
  /** Prints what git has written to its stderr. */
  show(): void;
  remove(): void;
  /** Runs an action, and removes the folder if it throws. */
  removeIfThrown<T>(action: () => T): T;
}

/** A server decides how many messages git prints: more than these bytes are not shown. */
const MOST_BYTES = 1 << 18;

/**
 * Keeps what git writes, so that luff can print it as it prints all text of others: git passes on what a server says, and addresses with
 * their passwords. Throws AppError "file-failed" if no temporary folder can be made.
 */
export function keepMessages(host: Host): KeptMessages {
  const folder = makeTemporaryFolder(host);
  const { join } = pathStyle(host.os);
  const errors = join(folder, "errors");
  const remove = (): void => removeIfPossible(host, folder);
  return {
    output: join(folder, "output"),
    errors,
    show: () => host.terminal.write("stderr", renderMessages(readStart(host, errors))),
    remove,
    removeIfThrown(action) {
      try {
        return action();
      } catch (error) {
        remove();
        throw error;
      }
    },
  };
}

/** Nothing if the shell could not make the file. */
function readStart({ files }: Host, path: string): string {
  try {
    return new TextDecoder().decode(files.read(path, MOST_BYTES));
  } catch (error) {
    if (error instanceof HostError) return "";
    throw error;
  }
}

/** Lines of git as luff prints them: no character steers the terminal, and no address has a password. */
export function renderMessages(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => terminalLine(hidePasswords(line)).trimEnd());
  return lines
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("");
}
