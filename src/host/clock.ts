export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Seconds of processor time that this process has used. */
  processorTime(): number;
  /** How far the platform's own time zone is east of UTC at a moment (milliseconds since 1970), in seconds. */
  offsetAt(moment: number): number;
  /** The platform's name for its time zone at a moment. */
  zoneNameAt(moment: number): string;
}
