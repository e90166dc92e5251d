/** What a clock on the wall shows at a moment. */
export interface ZoneState {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly daylight: boolean;
  /** The abbreviation, as in "CEST". */
  readonly name: string;
}

export interface TimeZone {
  /** At a moment in seconds since 1970 UTC; any number that is not larger than SECONDS_OF_CYCLE * 100. */
  at(seconds: number): ZoneState;
}

export const UTC: TimeZone = { at: () => ({ offset: 0, daylight: false, name: "UTC" }) };
