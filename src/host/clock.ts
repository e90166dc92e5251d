export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** The same with a fraction, as fine as the host knows it. */
  fineNow(): number;
  /** Milliseconds since some moment, with a fraction. They never go back, and setting the clock does not change them. */
  steady(): number;
  /** Waits for some milliseconds; a signal may end it earlier. */
  sleep(milliseconds: number): Promise<void>;
  /** Waits for some milliseconds, and blocks this process meanwhile. */
  block(milliseconds: number): void;
  /** The processor time that this process has used, in seconds. */
  processorTime(): number;
  /** The offset of the platform's time zone east of UTC at a moment (milliseconds since 1970), in seconds. */
  offsetAt(moment: number): number;
  /** The platform's name for its time zone at a moment. */
  zoneNameAt(moment: number): string;
}
