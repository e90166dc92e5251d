const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\0-\x1f]/;

/** What is wrong with such a name, as a clause. */
export const DEVICE_NAME = "it is that of a device";

/** What to do about such a file. */
export const DEVICE_HINT =
  "Rename it: on Windows con, prn, aux, nul, com1 to com9 and lpt1 to lpt9 are devices, with any ending.";

/** Whether Windows opens a device by this name in every folder, such as con, aux.sh and NUL: reading con waits for the keyboard. */
export function isDeviceName(name: string): boolean {
  return DEVICES.test(name);
}

/** Why no file on Windows can have this name, as a clause; undefined if one can. */
export function windowsNameFault(name: string): string | undefined {
  if (isDeviceName(name)) return DEVICE_NAME;
  const forbidden = FORBIDDEN.exec(name)?.[0];
  if (forbidden !== undefined) return `it has the character ${JSON.stringify(forbidden)}`;
  return /[. ]$/.test(name) ? "it ends in a dot or a space" : undefined;
}
