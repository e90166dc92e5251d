/** Whether a UTF-16 unit can be part of a name: an ASCII letter, a digit or `_`. */
export function isNameCharacter(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f
  );
}
