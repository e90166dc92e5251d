import type { Component } from "../third-party/component.ts";
import { licensesToHandOn, licenseText } from "../third-party/license-text.ts";

const RULE = "-".repeat(80);

/** The text of the third-party notices of one executable, which `subject` names. */
export function renderNotices(subject: string, components: readonly Component[]): string {
  const sections = [
    `${subject}: third-party notices\n\n${OWN_LICENSE}\n\n${components.map(summaryOf).join("\n")}`,
    ...components.map(sectionOf),
    ...textsToHandOn(components).map((id) => `License ${id}\n\n${licenseText(id)}`),
  ];
  return `${sections.join(`\n\n${RULE}\n\n`)}\n`;
}

const OWN_LICENSE = `\
luff itself is under the Apache License 2.0, see LICENSE. This executable also holds the work of others:`;

function summaryOf(component: Component): string {
  return `  ${titleOf(component)}: ${licenseOf(component)}`;
}

function sectionOf(component: Component): string {
  const parts = (component.parts ?? []).map((part) => `  ${titleOf(part)}: ${licenseOf(part)}\n    ${part.home}`);
  const paragraphs = [
    [titleOf(component), component.home].join("\n"),
    [component.role, `License: ${licenseOf(component)}`].filter(Boolean).join("\n"),
    component.notice,
    parts.length === 0 ? undefined : [`Parts of ${component.name}:`, ...parts].join("\n"),
  ];
  return paragraphs.filter((paragraph) => paragraph !== undefined).join("\n\n");
}

function titleOf({ name, version }: Component): string {
  return version === undefined ? name : `${name} ${version}`;
}

function licenseOf({ license }: Component): string {
  return "spdx" in license ? license.spdx : `several, see ${license.page}`;
}

/** The licences whose text no component's own notice contains. */
function textsToHandOn(components: readonly Component[]): string[] {
  const all = components.flatMap((component) => [
    ...(component.notice === undefined || component.parts !== undefined ? [component] : onlyNamed(component)),
    ...(component.parts ?? []),
  ]);
  const expressions = all.flatMap(({ license }) => ("spdx" in license ? [license.spdx] : []));
  return [...new Set(expressions.flatMap(licensesToHandOn))].toSorted();
}

/** Components whose notices are copyright lines that refer to a text elsewhere. */
function onlyNamed(component: Component): Component[] {
  return "spdx" in component.license && /^(L?GPL|Apache)-/.test(component.license.spdx) ? [component] : [];
}
