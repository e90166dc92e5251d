import { showAddress } from "./address.ts";
import { DownloadError } from "./download-error.ts";
import { requireText, type Download } from "./download.ts";

/** Downloads a JSON text of at most `limit` bytes, and returns its value. Throws DownloadError. */
export async function downloadJson(
  host: Parameters<typeof requireText>[0],
  download: Download,
  limit: number,
): Promise<unknown> {
  const text = await requireText(host, { accept: "application/json", ...download }, limit);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const what = /^\s*</.test(text) ? "an HTML page" : "something else";
    throw new DownloadError(`cannot use ${showAddress(download.address)}: expected JSON, but the server sent ${what}`, {
      hint: "Check the address, and whether you must log in to the network first.",
    });
  }
}

/** A field of a value that a server sent; undefined if the value is not an object, or has no such field. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** A field that is a text; "" if it is not one. */
export function textField(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === "string" ? field : "";
}

/** A value that is a list; without elements if it is not one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
