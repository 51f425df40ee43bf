/** One text for one value, so that equal packs are equal bytes and a hash means something. */

/** JSON without white space, keys in code unit order at every depth; `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isRecord(member) ? sorted(member) : member));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.keys(record)
    .sort()
    .map((key) => [key, record[key]] as const);
  return Object.fromEntries(entries);
}

/** SHA-256 of bytes, in hexadecimal. Needs a secure context (https, localhost) or Node. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
