const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\0-\x1f]/;

/** Why no file on Windows can have this name, as a clause; undefined if one can. */
export function windowsNameFault(name: string): string | undefined {
  if (DEVICES.test(name)) return "it is that of a device";
  const forbidden = FORBIDDEN.exec(name)?.[0];
  if (forbidden !== undefined) return `it has the character ${JSON.stringify(forbidden)}`;
  return /[. ]$/.test(name) ? "it ends in a dot or a space" : undefined;
}
