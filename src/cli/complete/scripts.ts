import bash from "./scripts/luff.bash" with { type: "text" };
import fish from "./scripts/luff.fish" with { type: "text" };
import powershell from "./scripts/luff.ps1" with { type: "text" };
import zsh from "./scripts/luff.zsh" with { type: "text" };
import type { Shell } from "./shells.ts";

/** The script for each shell. It asks luff with the word "__complete". */
export const SCRIPTS: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
