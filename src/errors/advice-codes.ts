/**
 * What the command line can advise after an error. A layer that does not know luff's flags names the advice, and
 * `cli/notes/hint-of.ts` has its text.
 */
export type AdviceCode =
  | "install-again"
  | "install-version"
  | "install-url-again"
  | "put-back"
  | "install-tag-source"
  | "install-without-hooks"
  | "remove-anyway"
  | "replace-plugin"
  | "replace-folder"
  | "unpin"
  | "name-version"
  | "name-asset"
  | "lock-anew"
  | "lock-and-look"
  | "lock-for-platforms"
  | "lock-present"
  | "print-set"
  | "index-beside"
  | "migrate-beside"
  | "raise-unpack-limit"
  | "name-authority"
  | "wait-longer"
  | "give-password"
  | "check-password"
  | "check-hub"
  | "create-for-each"
  | "create-for-helm4"
  | "run-by-helm3";
