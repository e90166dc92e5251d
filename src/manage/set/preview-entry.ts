import type { Plugin } from "../../manifest/plugin.ts";
import type { ManageContext } from "../manage-context.ts";
import { requireStaged } from "../stage/require-staged.ts";
import { previewChange } from "../store/prepare-change.ts";
import { wishesFor, type SetWish } from "./install-set.ts";
import type { EntryPlan } from "./plan-set.ts";
import { requireEntry, stagingOf } from "./stage-entry.ts";

/**
 * The plugin that an entry of a set would install, if no server has to be asked for it: from a folder or an archive of this
 * machine. Undefined for all others. Throws the AppError that an install would throw.
 */
export async function previewEntry(
  context: ManageContext,
  plan: EntryPlan,
  wish: SetWish,
): Promise<Plugin | undefined> {
  if (!LOCAL.has(plan.source.kind)) return undefined;
  const quiet = { ...context, note: () => {} };
  const staging = await stagingOf({ ...quiet, guard: async () => {} }, plan, wishesFor(plan, wish));
  return previewChange(quiet, staging, async (staged) => {
    const { plugin } = await requireStaged(quiet, staged);
    requireEntry(plan, staged, plugin);
    return plugin;
  });
}

const LOCAL: ReadonlySet<EntryPlan["source"]["kind"]> = new Set(["folder", "archive"]);
