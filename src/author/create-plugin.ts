import { AppError } from "../errors/app-error.ts";
import { pathStyle } from "../platform/path-style.ts";
import { windowsNameFault } from "../platform/windows-names.ts";
import { isPluginName } from "../plugin/find-plugin.ts";
import { HELM_WORDS } from "./helm-words.ts";
import { makeFolder, requireEmpty, writeFiles, type DiskHost, type NewFile } from "./make-folder.ts";
import { formOf, type HelmForm } from "./template-form.ts";
import type { TemplateName } from "./template-names.ts";
import { filesOfTemplate } from "./templates.ts";

/** A plugin to create. */
export interface PluginPlan {
  readonly name: string;
  readonly folder: string;
  /** The Helms that it is for. */
  readonly form: HelmForm;
  readonly files: readonly NewFile[];
}

/** What a new plugin is made from. */
export interface PluginWishes {
  readonly template: TemplateName;
  /** Undefined for the template's usual form. */
  readonly form: HelmForm | undefined;
}

/** Files of the plugin have its name with an ending, and systems allow 255 bytes, some of them less. */
const LONGEST_NAME = 100;

/**
 * Plans the files of a new plugin in a folder, whose last element is the plugin's name. Throws AppError
 * "plugin-name-invalid" for a name that Helm refuses, that is read as a flag, that no folder of Windows can have, or that is taken by Helm's
 * own commands, "usage" for a form that the template does not have, and "folder-not-empty".
 */
export function planPlugin(host: DiskHost, folder: string, wishes: PluginWishes): PluginPlan {
  const name = pathStyle(host.os).base(folder);
  const refuse = (reason: string): AppError =>
    new AppError("plugin-name-invalid", `a plugin cannot be named ${JSON.stringify(name)}: ${reason}`, {
      hint: "Choose a name such as my-plugin.",
    });
  if (!isPluginName(name)) throw refuse("expected letters a-z and A-Z, digits, _ and - only");
  if (name.startsWith("-")) throw refuse("helm and luff read a word that begins with - as a flag");
  if (name.length > LONGEST_NAME) {
    throw refuse(`it has ${name.length} characters, and not every system has files with more than ${LONGEST_NAME}`);
  }
  if (HELM_WORDS.has(name)) throw refuse(`helm ${name} is a command of Helm itself`);
  const fault = windowsNameFault(name);
  if (fault !== undefined) throw refuse(`Windows cannot have a folder with this name, because ${fault}`);
  const { template } = wishes;
  const form = formOf(template, wishes.form);
  requireEmpty(host, folder);
  return { name, folder, form, files: filesOfTemplate(template, form, name) };
}

/** Creates the plugin completely or not at all. Throws AppError "folder-not-empty" and "file-failed". */
export function createPlugin(host: DiskHost, { folder, files }: PluginPlan): void {
  makeFolder(host, folder, (temporary) => writeFiles(host, temporary, files));
}
