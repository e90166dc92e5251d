/** The names of Helm 3's and 4's own commands, with aliases. */
export const HELM_WORDS: ReadonlySet<string> = new Set(
  (
    "completion create dep dependencies dependency del delete env fetch get help hist history inspect install lint list ls " +
    "package plugin pull push registry repo rollback search show status template test un uninstall upgrade verify version"
  ).split(" "),
);
