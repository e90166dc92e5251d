import type { AdviceCode } from "../errors/advice-codes.ts";
import { AppError } from "../errors/app-error.ts";
import type { TemplateName } from "./template-names.ts";

/** The Helms that a new plugin can be for. */
export const HELM_FORMS = ["helm3", "helm4", "both"] as const;

/** `helm4` is the form with `apiVersion: v1`, the others are the form without it, which Helm 4 reads too. */
export type HelmForm = (typeof HELM_FORMS)[number];

/** Post-renderers are plugins in Helm 4 alone; all others can be for both. */
const USUAL: Readonly<Partial<Record<TemplateName, HelmForm>>> = {
  postrenderer: "helm4",
  "postrenderer-exec": "helm4",
  "lua-postrenderer": "helm4",
};

/**
 * The form of a new plugin: the wanted one, or the template's usual one. Throws AppError "usage" for a form that no plugin of the
 * template can have.
 */
export function formOf(template: TemplateName, wanted: HelmForm | undefined): HelmForm {
  const usual = USUAL[template] ?? "both";
  if (wanted === undefined || wanted === usual || usual === "both") return wanted ?? usual;
  const isForPrograms = template === "postrenderer-exec";
  if (wanted === "both") {
    throw refusal(
      template,
      "no post-renderer can be for both Helms: Helm 4 takes it only with apiVersion: v1, and Helm 3 runs no plugin at all while such a one is in its folder",
      isForPrograms ? "create-for-helm4" : "create-for-each",
    );
  }
  if (!isForPrograms) return wanted;
  throw refusal(template, "Helm 3 needs no such plugin, because it takes the program itself", "run-by-helm3");
}

function refusal(template: TemplateName, reason: string, advice: AdviceCode): AppError {
  return new AppError("usage", `cannot make a plugin of the template ${template}: ${reason}`, { advice });
}
