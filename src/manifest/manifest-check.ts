import type { FaultList } from "./fault-list.ts";
import type { Tree } from "./tree.ts";

/** What the checks of one manifest share. The tree's keys are in their correct case; its values may have the wrong type. */
export interface ManifestCheck {
  readonly tree: Tree;
  readonly faults: FaultList;
  readonly warnings: FaultList;
}
