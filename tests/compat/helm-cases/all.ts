import type { HelmCase } from "../helm-case.ts";
import { ARGUMENT_CASES } from "./arguments.ts";
import { DISCOVERY_CASES } from "./discovery.ts";
import { ENVIRONMENT_CASES } from "./environment.ts";
import { EXPAND_CASES } from "./expand.ts";
import { FLAG_CASES } from "./flags.ts";
import { FORMAT_CASES } from "./formats.ts";
import { KUBECONFIG_CASES } from "./kubeconfig.ts";
import { ODD_KUBECONFIG_CASES } from "./kubeconfig-odd.ts";
import { KUBECONFIG_TEXT_CASES } from "./kubeconfig-texts.ts";
import { KUBECONFIG_USABLE_CASES } from "./kubeconfig-usable.ts";
import { MANIFEST_TEXT_CASES } from "./manifest-texts.ts";
import { NEW_PLUGIN_CASES } from "./new-plugins.ts";
import { OWN_COMMAND_CASES } from "./own-commands.ts";
import { PLATFORM_CASES } from "./platform.ts";
import { RUNNING_CASES } from "./running.ts";

/** Every case that is run under Helm 3, Helm 4 and luff. */
export const HELM_CASES: readonly HelmCase[] = [
  ...PLATFORM_CASES,
  ...EXPAND_CASES,
  ...ARGUMENT_CASES,
  ...FLAG_CASES,
  ...KUBECONFIG_CASES,
  ...KUBECONFIG_TEXT_CASES,
  ...KUBECONFIG_USABLE_CASES,
  ...ODD_KUBECONFIG_CASES,
  ...ENVIRONMENT_CASES,
  ...DISCOVERY_CASES,
  ...RUNNING_CASES,
  ...FORMAT_CASES,
  ...MANIFEST_TEXT_CASES,
  ...NEW_PLUGIN_CASES,
  ...OWN_COMMAND_CASES,
];
