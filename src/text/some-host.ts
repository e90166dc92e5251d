import { reach, type PatternStep } from "./host-pattern.ts";

/** The characters of hosts in addresses. */
const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_.:".split("");
const IN_IPV6 = /[0-9a-f:.]/;
/** Fewer colons are in no IPv6 address. */
const COLONS = 2;

/** What is known of the characters so far. */
interface Begun {
  readonly isEmpty: boolean;
  readonly endsInDot: boolean;
  /** Whether they can be of an IPv6 address. */
  readonly isIpv6: boolean;
  readonly colons: number;
}

/** Whether there is a host of an address that the steps of a pattern stand for. Names with a dot at their end are left out: hardly an address has it. */
export function matchesSomeHost(steps: readonly PatternStep[]): boolean {
  const seen = new Set<string>();
  const left: (readonly [number, Begun])[] = [];
  const visit = (from: readonly number[], begun: Begun): void => {
    for (const index of reach(steps, from)) {
      const key = `${index} ${Object.values(begun).join(" ")}`;
      if (!seen.has(key)) left.push([index, begun]);
      seen.add(key);
    }
  };
  visit([0], { isEmpty: true, endsInDot: false, isIpv6: true, colons: 0 });
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [index, begun] = next;
    if (index === steps.length && isHost(begun)) return true;
    const { takes, to } = steps[index] ?? { to: [] };
    for (const character of CHARACTERS) if (takes?.(character) === true) visit(to, add(begun, character));
  }
  return false;
}

function add({ isIpv6, colons }: Begun, character: string): Begun {
  return {
    isEmpty: false,
    endsInDot: character === ".",
    isIpv6: isIpv6 && IN_IPV6.test(character),
    colons: Math.min(colons + (character === ":" ? 1 : 0), COLONS),
  };
}

function isHost({ isEmpty, endsInDot, isIpv6, colons }: Begun): boolean {
  return !isEmpty && !endsInDot && (colons === 0 || (isIpv6 && colons === COLONS));
}
