import { nodeFs } from "../node-fs.ts";

const PROCESSES = "/proc";
/** States of a process that has ended: its parent has not asked about it yet. */
const HAS_ENDED = new Set(["Z", "X"]);

/**
 * Returns what tells whether a process of a group may still run. Only Linux tells that of its processes; elsewhere, and
 * where the group's processes cannot be seen, one may.
 */
export function watchGroup(group: number): () => boolean {
  let running: readonly number[] = [];
  return () => {
    if (process.platform !== "linux") return true;
    // To look at all processes takes long where there are many.
    if (running.some((id) => stateIn(group, id) === "running")) return true;
    const states = allProcesses().map((id) => [id, stateIn(group, id)] as const);
    running = states.filter(([, state]) => state === "running").map(([id]) => id);
    return running.length > 0 || states.every(([, state]) => state === "elsewhere");
  };
}

function allProcesses(): readonly number[] {
  try {
    return nodeFs()
      .readdirSync(PROCESSES)
      .map(Number)
      .filter((id) => id > 0);
  } catch {
    return [];
  }
}

function stateIn(group: number, id: number): "running" | "ended" | "elsewhere" {
  try {
    const text = nodeFs().readFileSync(`${PROCESSES}/${id}/stat`, "latin1");
    // The program's name stands in parentheses, and may have spaces and parentheses itself.
    const [state = "", , ofProcess] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    if (Number(ofProcess) !== group) return "elsewhere";
    return HAS_ENDED.has(state) ? "ended" : "running";
  } catch {
    return "elsewhere";
  }
}
