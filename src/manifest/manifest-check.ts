import type { FaultList } from "./fault-list.ts";
import type { Tree } from "./tree.ts";

/** What the checks of one manifest share. The tree's keys are in their right case, its values may be of a wrong kind. */
export interface ManifestCheck {
  readonly tree: Tree;
  readonly faults: FaultList;
  readonly warnings: FaultList;
}
