import { AppError } from "../../errors/app-error.ts";
import { parsePlatform, showPlatform } from "../../platform/platform-text.ts";
import type { Platform } from "../../platform/platform.ts";

/**
 * The platforms that `--platform LIST` names, each once; undefined without the flag. `command` begins the message. Throws AppError
 * "usage" for a word that is not a platform.
 */
export function readPlatforms(command: string, list: string | undefined): readonly Platform[] | undefined {
  if (list === undefined) return undefined;
  const named = list.split(",").map((text) => requirePlatform(command, text.trim()));
  return [...new Map(named.map((platform) => [showPlatform(platform), platform])).values()];
}

function requirePlatform(command: string, text: string): Platform {
  const platform = parsePlatform(text);
  if (platform !== undefined) return platform;
  throw new AppError("usage", `luff ${command}: --platform has ${JSON.stringify(text)}, which is not a platform`, {
    hint: "Write OS/ARCH, several with commas: linux/amd64,windows/amd64.",
  });
}
