export type Colour = "red" | "green" | "yellow";

const CODES: Readonly<Record<Colour, number>> = { red: 31, green: 32, yellow: 33 };

/** The text in a colour, or unchanged. */
export function paint(text: string, colour: Colour, colours: boolean): string {
  return colours ? `\u001B[${CODES[colour]}m${text}\u001B[0m` : text;
}
