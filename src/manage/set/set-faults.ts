import { AppError } from "../../errors/app-error.ts";
import type { AdviceCode } from "../../errors/advice-codes.ts";

/** The keys that lead to a value of a file. */
export type ValuePath = readonly (string | number)[];

/** Something that is wrong in the file of a set or of a lock. */
export interface SetFault {
  /** Of the value that is meant; if that is not there, of what it should be in. */
  readonly path: ValuePath;
  /** Whether its key is wrong, and not its value. */
  readonly isKey?: boolean;
  readonly message: string;
}

/** The error for a file with faults, each on a line with its place, in their order in the file. */
export async function setInvalid(
  what: string,
  { file, text, faults }: { readonly file: string; readonly text: string; readonly faults: readonly SetFault[] },
  options: { readonly hint: string; readonly advice?: AdviceCode },
): Promise<AppError> {
  const { LineCounter, parseDocument, isMap, isNode, isScalar } = await import("yaml");
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: "failsafe", uniqueKeys: false });
  const offsetOf = (path: ValuePath, isKey: boolean): number => {
    if (path.length === 0) return 0;
    const around = document.getIn(path.slice(0, -1), true);
    const pair = isMap(around)
      ? around.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
      : undefined;
    const value = isKey ? pair?.key : document.getIn(path, true);
    const node = isNode(value) && value.range ? value : pair?.key;
    return isNode(node) && node.range ? node.range[0] : offsetOf(path.slice(0, -1), false);
  };
  const placed = faults.map(({ path, isKey = false, message }) => ({ offset: offsetOf(path, isKey), path, message }));
  const details = placed
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, path, message }) => {
      const { line, col } = counter.linePos(offset);
      const shown = path.length === 0 ? "" : `${showPath(path)}: `;
      return `  ${file}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${shown}${message}`;
    });
  return new AppError("set-invalid", `${what}:`, { ...options, details });
}

function showPath(path: ValuePath): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .slice(1);
}
