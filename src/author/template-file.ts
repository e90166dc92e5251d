import type { NewFile } from "./make-folder.ts";

/** A file of a template, in which the new plugin's name is still to be filled in. */
export type TemplateFile = NewFile;

/** A file of text. In each text `@NAME@` is the plugin's name and `@SCHEME@` a URL's scheme that fits it. */
export function text(path: string, content: string): TemplateFile {
  return { path, content, executable: false };
}

/** A file that can be started. */
export function program(path: string, content: string): TemplateFile {
  return { path, content, executable: true };
}

/** The file for a plugin of this name. */
export function fill({ path, content, executable }: TemplateFile, name: string): NewFile {
  const filled = (words: string): string =>
    words.replaceAll("@NAME@", name).replaceAll("@SCHEME@", schemeForName(name));
  return { path: filled(path), content: filled(content), executable };
}

/** The scheme of a getter's URLs that fits a plugin's name: a URL's scheme begins with a letter and has no capitals and no `_`. */
export function schemeForName(name: string): string {
  const scheme = name.toLowerCase().replaceAll("_", "-");
  return /^[a-z]/.test(scheme) ? scheme : `x${scheme.startsWith("-") ? "" : "-"}${scheme}`;
}
