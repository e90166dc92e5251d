import { AppError } from "../errors/app-error.ts";
import type { ErrorCode } from "../errors/error-codes.ts";
import { renderFault } from "../manifest/render-fault.ts";
import type { Breakage, BrokenPlugin } from "./installed-plugin.ts";

const CODES: Readonly<Record<Breakage["kind"], ErrorCode>> = {
  invalid: "manifest-invalid",
  unreadable: "manifest-unreadable",
  incomplete: "plugin-incomplete",
};

/** The error for a plugin that cannot be used, with everything that is wrong with it. */
export function brokenPluginError({ folder, manifestPath, breakage }: BrokenPlugin): AppError {
  const [first = "", ...more] = describeBreakage(manifestPath, breakage);
  const sentence = `the plugin in ${folder} cannot be used:`;
  if (breakage.kind !== "invalid") {
    const step = nextStep(breakage);
    const hint = step === undefined ? {} : { hint: `${step.charAt(0).toUpperCase()}${step.slice(1)}.` };
    return new AppError(CODES[breakage.kind], `${sentence} ${first}`, hint);
  }
  return new AppError(CODES.invalid, sentence, { details: [first, ...more].map((reason) => `  ${reason}`) });
}

/** How a plugin that luff has put there is mended, as a clause; undefined if luff does not know. */
export function nextStep(breakage: Breakage): string | undefined {
  if (breakage.kind !== "incomplete" || breakage.recorded === undefined) return undefined;
  const { name, isLink } = breakage.recorded;
  return isLink
    ? `put it back into the folder that the link leads to, or remove the link: luff plugin uninstall ${name}`
    : `'luff plugin update ${name}' installs it anew from its source`;
}

/** What is wrong: a line for each fault. */
export function describeBreakage(manifestPath: string, breakage: Breakage): readonly string[] {
  switch (breakage.kind) {
    case "invalid":
      return breakage.faults.map((fault) => renderFault(manifestPath, fault));
    case "unreadable":
      return [`cannot read ${manifestPath}: ${breakage.detail}`];
    case "incomplete":
      return [breakage.reason];
  }
}
