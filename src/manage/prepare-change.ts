import { pathStyle } from "../platform/path-style.ts";
import { fileFailure } from "./file-failure.ts";
import { removeIfPossible, workplaceOf } from "./journal.ts";
import type { ManageContext } from "./manage-context.ts";
import { newId } from "./new-id.ts";
import { stageSource, type Staged, type Staging } from "./stage-source.ts";
import type { OpenStore } from "./with-store.ts";

/** A plugin that is ready to be put into its place by the change of an id. */
export interface Prepared<T> {
  readonly id: string;
  readonly staged: Staged;
  /** Where a copy can be made before it is moved. */
  readonly spare: string;
  /** What the examination returned. */
  readonly found: T;
  /** Takes away what was made ready, if it is not wanted. */
  readonly discard: () => void;
}

/**
 * Does all that can fail before anything is changed: makes a source ready on the plugins' volume, and examines it. Leaves nothing
 * behind where that throws.
 */
export async function prepareChange<T>(
  { host, note }: ManageContext,
  store: OpenStore,
  staging: Staging,
  examine: (staged: Staged) => Promise<T>,
): Promise<Prepared<T>> {
  const id = newId(host);
  const { folder, staged: spare } = workplaceOf(host.os, store, id);
  const discard = (): void => removeIfPossible(host, folder);
  try {
    const staged = await stageSource(host, staging, spare, note);
    const found = await examine(staged);
    await store.requireNoSignal();
    return { id, staged, spare, found, discard };
  } catch (error) {
    discard();
    throw error;
  }
}

/** Makes a source ready in the temporary folder, for a look at it alone. Throws what the change would throw before it begins. */
export async function previewChange<T>(
  { host, note }: ManageContext,
  staging: Staging,
  examine: (staged: Staged) => Promise<T>,
): Promise<T> {
  const { join } = pathStyle(host.os);
  const spare = host.disk.makeUniqueFolder(join(host.environment.temporaryDirectory, "luff-"));
  try {
    return await examine(await stageSource(host, staging, join(spare, "staged"), note));
  } catch (error) {
    throw fileFailure(error, "look at the plugin");
  } finally {
    removeIfPossible(host, spare);
  }
}
