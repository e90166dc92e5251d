import type { Shell } from "../../src/cli/complete/shells.ts";

/** A file that comes with luff's program, and that other programs look for. */
export type Companion =
  | { readonly kind: "completion"; readonly shell: Shell; readonly text: string }
  | { readonly kind: "page"; readonly page: PageName; readonly text: string };

/** A page of the system's manual: luff-lua(7) is `{ name: "luff-lua", section: 7 }`. */
export interface PageName {
  readonly name: string;
  /** 1 is for commands, 5 for files, 7 for everything else. */
  readonly section: 1 | 5 | 7;
}

/** Where zsh looks for completions that a package installs, below /usr/share: it depends on the distribution. */
export type ZshFolder = "zsh/site-functions" | "zsh/vendor-completions";

const IN_ARCHIVE: Readonly<Record<Shell, string>> = {
  bash: "luff.bash",
  zsh: "_luff",
  fish: "luff.fish",
  powershell: "luff.ps1",
};

/** The path of a companion in an archive: `completions/_luff`, `man/man7/luff-lua.7`. */
export function pathInArchive(companion: Companion): string {
  return companion.kind === "completion" ? `completions/${IN_ARCHIVE[companion.shell]}` : pagePath(companion.page);
}

/**
 * Where the system looks for a companion that a package installs, below /usr/share. Undefined for PowerShell, which looks in
 * no folder. Pages get the ending `.gz`: the caller compresses them.
 */
export function pathInShare(companion: Companion, zshFolder: ZshFolder): string | undefined {
  if (companion.kind === "page") return `${pagePath(companion.page)}.gz`;
  switch (companion.shell) {
    case "bash":
      return "bash-completion/completions/luff";
    case "zsh":
      return `${zshFolder}/_luff`;
    case "fish":
      return "fish/vendor_completions.d/luff.fish";
    case "powershell":
      return undefined;
  }
}

function pagePath({ name, section }: PageName): string {
  return `man/man${section}/${name}.${section}`;
}
