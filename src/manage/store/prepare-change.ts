import { pathStyle } from "../../platform/path-style.ts";
import { fileFailure } from "./file-failure.ts";
import { workplaceOf } from "./journal.ts";
import { removeIfPossible } from "./remove-tree.ts";
import { makeTemporaryFolder } from "./make-temporary-folder.ts";
import type { ManageContext } from "../manage-context.ts";
import { makeReady, type Ready } from "../stage/make-ready.ts";
import { newId } from "./new-id.ts";
import { stageSource } from "../stage/stage-source.ts";
import type { Staged } from "../stage/staged.ts";
import type { Staging } from "../stage/staging.ts";
import { guardOf, type OpenStore } from "./with-store.ts";

/** A plugin that is ready for the change with this id. */
export interface Prepared<T> {
  readonly id: string;
  readonly staged: Staged;
  /** What will be moved into its place. */
  readonly ready: Ready;
  /** The result of the examination. */
  readonly found: T;
  /** Removes the prepared files if they are not used. */
  readonly discard: () => void;
}

/**
 * Does everything that can fail before anything changes: prepares a source on the plugins' volume, and examines it.
 * Leaves nothing behind if that throws.
 */
export async function prepareChange<T>(
  context: ManageContext,
  store: OpenStore,
  staging: Staging,
  examine: (staged: Staged) => Promise<T>,
): Promise<Prepared<T>> {
  const { host } = context;
  const id = newId(host);
  const { folder, staged: spare } = workplaceOf(host.os, store, id);
  const discard = (): void => removeIfPossible(host, folder);
  try {
    const staged = await stageSource({ ...context, guard: () => store.requireNoSignal() }, staging, spare);
    const found = await examine(staged);
    await store.requireNoSignal();
    return { id, staged, ready: makeReady(host, { staged, spare, limits: staging.limits }), found, discard };
  } catch (error) {
    discard();
    throw error;
  }
}

/**
 * Prepares a source in the temporary folder, only to examine it. Throws the errors that a change throws before it
 * begins.
 */
export async function previewChange<T>(
  context: ManageContext,
  staging: Staging,
  examine: (staged: Staged) => Promise<T>,
): Promise<T> {
  const { host } = context;
  const { join } = pathStyle(host.os);
  const spare = makeTemporaryFolder(host);
  const watch = host.signals.watch();
  try {
    return await examine(await stageSource({ ...context, guard: guardOf(watch) }, staging, join(spare, "staged")));
  } catch (error) {
    throw fileFailure(error, "look at the plugin");
  } finally {
    watch.end();
    removeIfPossible(host, spare);
  }
}
