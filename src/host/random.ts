export interface Random {
  /** Bytes from the system's generator for keys. Throws if the system has none. */
  bytes(count: number): Uint8Array<ArrayBuffer>;
}
