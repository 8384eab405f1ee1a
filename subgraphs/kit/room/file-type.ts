/** Largest file the hub takes, bytes. */
export const fileBytesMax = 10 * 1024 * 1024

/** Media types of files the hub takes, and the bytes each begins with. */
const beginnings: Readonly<Record<string, Buffer>> = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
}

/** Media types of files the hub takes. */
export const fileTypes: readonly string[] = Object.keys(beginnings)

/** Media type of a file by the bytes it begins with, whatever its name or header says; none for another. */
export function fileTypeOf(body: Buffer): string | undefined {
  return fileTypes.find((type) => {
    const beginning = beginnings[type]
    return beginning !== undefined && body.subarray(0, beginning.length).equals(beginning)
  })
}
