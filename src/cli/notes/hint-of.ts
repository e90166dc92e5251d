import type { AdviceCode } from "../../errors/advice-codes.ts";
import type { AppError } from "../../errors/app-error.ts";

/** What the command line advises: sentences that name luff's commands and flags. */
const ADVICE: Readonly<Record<AdviceCode, string>> = {
  "install-again": "Install it again with luff: luff plugin install --force SOURCE.",
  "install-version": "Install the version that you want: luff plugin install --force PATH.",
  "install-url-again": "Install the plugin again: luff plugin install --force URL.",
  "put-back": "Put it back, or install the plugin from where it is now: luff plugin install --force PATH.",
  "install-tag-source": "Leave out --asset to install the source of the tag.",
  "install-without-hooks": "With --no-hooks luff installs the plugin without running it.",
  "remove-anyway": "With --force luff removes it anyway.",
  "replace-plugin": "With --force luff installs it again; with --if-missing an installed plugin is not an error.",
  "replace-folder": "Check what it is, and move it away; with --force luff replaces it.",
  "replace-present": "With --force luff replaces it by what you install.",
  unpin: "Use --unpin to update it, or --pin to update it and pin it there.",
  "unpin-to-mend": "Use --unpin to install what its source has now, and --pin after that to keep it there.",
  "name-version": "Name a branch or a tag with --version.",
  "name-asset": "Name one of them, or leave out --asset.",
  "lock-anew": "Write it anew: luff plugin install -f FILE --lock.",
  "lock-and-look": "Write it with 'luff plugin install -f FILE --lock', and look at what has changed.",
  "lock-for-platforms":
    "Write it with 'luff plugin install -f FILE --lock', and name all platforms that use it with --platform.",
  "lock-present": "With 'luff plugin install -f FILE --lock' luff locks what the source has now.",
  "print-set": "'luff plugin list --as-set' prints one.",
  "index-beside":
    "Write the index beside the archives, or say where they are downloaded from: --url https://HOST/FOLDER.",
  "migrate-beside": "Name a folder beside it with --into.",
  "raise-unpack-limit": "If you trust it, use --unpack-limit SIZE for more bytes, or --unpack-limit none for no limit.",
  "name-authority": "If a private authority signed it, name the file with the authority's certificate: --ca-file FILE.",
  "wait-longer": "Try again later, or wait longer: --timeout 5m.",
  "give-password":
    "Give a user with --username and the password with --password-stdin, or write both into your netrc file.",
  "check-password":
    "The server refused the user and the password that luff sent. Check them where you wrote them: --username and " +
    "--password-stdin, the URL, or your netrc file; and check that this user may read the file.",
  "check-hub": "The server of --endpoint or LUFF_HUB must answer as Artifact Hub does.",
  "create-for-each": "Make one for each: --for helm3 and --for helm4.",
  "create-for-helm4": "Choose --for helm4.",
  "run-by-helm3": "Run: helm template CHART --post-renderer PROGRAM",
};

/** What to do after an error, in full sentences: its own hint, then its advice; undefined if it has neither. */
export function hintOf({ hint, advice }: Pick<AppError, "hint" | "advice">): string | undefined {
  if (advice === undefined) return hint;
  return hint === undefined ? ADVICE[advice] : `${hint} ${ADVICE[advice]}`;
}
