/** Little-endian words of 32 bits. */
export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

/** Little-endian words of 64 bits. */
export function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => bytes.writeBigUInt64LE(BigInt(value), index * 8));
  return bytes;
}

/** Text with zeros after it, up to the size. */
export function padded(text: string, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.write(text, "latin1");
  return bytes;
}

/** A file of this size with the pieces at their places, zeros between them. */
export function assembled(size: number, pieces: Readonly<Record<number, Buffer>>): Buffer {
  const file = Buffer.alloc(size);
  for (const [at, bytes] of Object.entries(pieces)) bytes.copy(file, Number(at));
  return file;
}
