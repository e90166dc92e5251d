/** The words that Helm 3 and 4 take for themselves, aliases included. */
export const HELM_WORDS: ReadonlySet<string> = new Set(
  (
    "completion create dep dependencies dependency del delete env fetch get help hist history inspect install lint list ls " +
    "package plugin pull push registry repo rollback search show status template test un uninstall upgrade verify version"
  ).split(" "),
);
