/** The templates of `luff plugin create`. */
export const TEMPLATE_NAMES = [
  "lua",
  "lua-completion",
  "lua-getter",
  "lua-postrenderer",
  "lua-hook",
  "exec",
  "getter",
  "postrenderer",
  "postrenderer-exec",
  "hook",
] as const;

export type TemplateName = (typeof TEMPLATE_NAMES)[number];
