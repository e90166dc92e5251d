export interface Random {
  /** Bytes of the system's generator, the one that keys are made of. Throws where the system has none. */
  bytes(count: number): Uint8Array<ArrayBuffer>;
}
