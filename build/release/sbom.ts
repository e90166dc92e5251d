import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import type { Component, License } from "../third-party/component.ts";
import type { Checksum } from "./checksums.ts";

/** The archive that a bill of materials is for. */
export interface Subject {
  readonly version: string;
  /** The name in the build matrix. */
  readonly target: string;
  readonly archive: Checksum;
  readonly time: Date;
}

/** A bill of materials for one executable: CycloneDX 1.6 as JSON. The same input gives the same text. */
export function renderSbom(subject: Subject, components: readonly Component[]): string {
  const { Bom, ComponentRepository, Metadata } = Models;
  const luff = luffComponent(subject);
  const parts = components.map((component) => modelOf(component, ""));
  for (const part of parts) luff.dependencies.add(part.bomRef);
  const metadata = new Metadata({ timestamp: subject.time, component: luff });
  const serialNumber = `urn:uuid:${uuidOf(subject.archive.sha256)}`;
  const bom = new Bom({ serialNumber, metadata, components: new ComponentRepository(parts) });
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function luffComponent({ version, target, archive }: Subject): Models.Component {
  const luff = new Models.Component(Enums.ComponentType.Application, "luff", { bomRef: "luff", version });
  luff.description = `luff for ${target}, in ${archive.file}`;
  luff.licenses.add(new Models.LicenseExpression("Apache-2.0"));
  luff.hashes.set(Enums.HashAlgorithm["SHA-256"], archive.sha256);
  return luff;
}

function modelOf(component: Component, within: string): Models.Component {
  const type = component.name === "Bun" ? Enums.ComponentType.Platform : Enums.ComponentType.Library;
  const bomRef = `${within}${component.name}`;
  const model = new Models.Component(type, component.name, { bomRef });
  if (component.version !== undefined) model.version = component.version;
  if (component.purl !== undefined) model.purl = component.purl;
  if (component.role !== undefined) model.description = component.role;
  if (component.sha512 !== undefined) model.hashes.set(Enums.HashAlgorithm["SHA-512"], component.sha512);
  model.licenses.add(licenseOf(component.license));
  model.externalReferences.add(new Models.ExternalReference(component.home, Enums.ExternalReferenceType.Website));
  for (const part of component.parts ?? []) {
    const inner = modelOf(part, `${bomRef}/`);
    model.components.add(inner);
    model.dependencies.add(inner.bomRef);
  }
  return model;
}

function licenseOf(license: License): Models.License {
  if ("spdx" in license) return new Models.LicenseExpression(license.spdx);
  return new Models.NamedLicense("several licenses", { url: license.page });
}

/** A UUID of version 8, made from a hash: each file has its own. */
function uuidOf(sha256: string): string {
  const variant = ((Number.parseInt(sha256.slice(16, 17), 16) & 3) | 8).toString(16);
  const digits = [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ];
  return digits.join("-");
}
