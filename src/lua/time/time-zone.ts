/** What local clocks show at a moment. */
export interface ZoneState {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly daylight: boolean;
  /** The abbreviation, as in "CEST". */
  readonly name: string;
}

export interface TimeZone {
  /** The state at a moment in seconds since 1970 UTC, at most SECONDS_OF_CYCLE * 100. */
  at(seconds: number): ZoneState;
}

export const UTC: TimeZone = { at: () => ({ offset: 0, daylight: false, name: "UTC" }) };
