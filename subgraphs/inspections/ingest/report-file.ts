import { createHash } from 'node:crypto'
import { HubError } from '@one-visit/kit/errors.ts'
import {
  defineMessage,
  type IncomingRecord,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { readable, textOf, wholeKeyIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { mustSpeakFor } from '@one-visit/kit/feed/read/stated-record.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import { fileBytesMax, fileTypeOf, fileTypes } from '@one-visit/kit/room/file-type.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { z } from 'zod'
import type { ReportFilePurpose } from '../generated/resolvers.ts'
import { reportFileHistory, reportFiles } from '../tables.ts'
import { unknownImageKeys } from './exchange-keys.ts'
import { stationAt } from './fields.ts'
import { keyOf, stationIn, subjectsOf } from './identity.ts'

/** The list of images in each message that brings them, and what they are. */
export const imageLists: Readonly<Record<string, { list: string; purpose: ReportFilePurpose }>> = {
  sharePrintImage: { list: 'printImage', purpose: 'PRINT' },
  shareReportImage: { list: 'reportImage', purpose: 'REPORT' },
  shareSignatureImage: { list: 'signatureImage', purpose: 'SIGNATURE' },
}

/** A file's entry as it is stored. */
export interface ReportFileRow extends RecordRow {
  stationId: string
  serial: string
  purpose: ReportFilePurpose
  fileDigest: string
  mediaType: string
  size: number
}

/** SHA-256 of a file, hex. */
const fileDigestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes of an image: base64, bare or as a data URI. Undefined for text that is neither. */
function bytesOf(text: string): Buffer | undefined {
  const base64 = text.replace(/^data:[^,]{0,100},/i, '').replace(/\s+/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined
}

/** How a file of each type ends; bytes after its end are shown by nobody. */
const ends: Readonly<Record<string, Buffer>> = {
  'image/jpeg': Buffer.from([0xff, 0xd9]),
  'image/png': Buffer.from('IEND'),
  'application/pdf': Buffer.from('%%EOF'),
}

/** Note about a file that seems to have been cut off on its way; it is kept as it came. */
function cutOffNotes(bytes: Buffer | undefined, base64: string): string[] {
  const end = bytes && ends[fileTypeOf(bytes) ?? '']
  if (bytes === undefined || end === undefined) return []
  const isCutInText = base64.replace(/^data:[^,]{0,100},/i, '').replace(/[\s=]+/g, '').length % 4 === 1
  return isCutInText || !bytes.includes(end) ? ['the file has no end: it seems to have been cut off'] : []
}

const record = z.strictObject({
  dsId: z.string().max(16),
  detectSn: z
    .string()
    .regex(/^[\w.-]{1,128}$/, 'a serial number has 1 to 128 letters, digits, dots, hyphens and low lines')
    .meta({ examples: ['330303001202602010001'] }),
  purpose: z.enum(['REPORT', 'PRINT', 'SIGNATURE', 'PHOTOGRAPH']),
  /** Base64, bare or as a data URI. */
  image: z.string(),
  /** What an upload says it is. */
  contentType: z.string().optional(),
})

function rowOf(
  { dsId, detectSn, purpose, image, contentType }: z.infer<typeof record>,
  { receivedAt, source }: RecordContext,
): ReportFileRow {
  const stationId = stationAt('/dsId', dsId)
  mustSpeakFor(source, '/dsId', stationId)
  const bytes = bytesOf(image)
  if (bytes === undefined) throw new RecordFault('FILE_TYPE', '/image', 'not base64, nor a data URI of it')
  if (bytes.length > fileBytesMax)
    throw new RecordFault('FILE_TOO_LARGE', '/image', `a file has at most ${fileBytesMax} bytes`)
  const mediaType = fileTypeOf(bytes)
  if (mediaType === undefined || (contentType !== undefined && contentType !== mediaType))
    throw new RecordFault('FILE_TYPE', '/image', `its bytes are not ${contentType ?? fileTypes.join(', ')}`)
  const fileDigest = fileDigestOf(bytes)
  return {
    stationId,
    serial: detectSn,
    purpose,
    fileDigest,
    mediaType,
    size: bytes.length,
    sourceAt: receivedAt,
    revision: fileDigest,
    deleted: false,
  }
}

/** One file of a report: an upload, or one image out of a list of them. */
export const reportFile = defineMessage<z.infer<typeof record>, ReportFileRow>({
  name: 'reportFile',
  mappingVersion: 2,
  record,
  notes: ({ image }) => cutOffNotes(bytesOf(image), image),
  map: (wire, context) => {
    wholeKey('/detectSn', wire.detectSn)
    return rowOf(wire, context)
  },
  earlier: [{ mappingVersion: 1, record, map: rowOf }],
  identify: (value, { source, receivedAt }) => {
    const station = stationIn(textOf(value, 'dsId'))
    const bytes = readable(() => bytesOf(textOf(value, 'image')))
    return {
      subjects: subjectsOf({ station }, source),
      key: keyOf(
        station,
        wholeKeyIfCan(textOf(value, 'detectSn')),
        textOf(value, 'purpose') || undefined,
        bytes && fileDigestOf(bytes),
      ),
      sourceAt: receivedAt,
    }
  },
  plan: {
    table: reportFiles,
    history: reportFileHistory,
    key: ['stationId', 'serial', 'purpose', 'fileDigest'],
  },
})

/**
 * Takes a message of images apart: one record for each. Stations give each its own head and picture; a head of the whole
 * message, and images that are text or stand under `image` or `imageData`, were our first reading and are taken too.
 */
export function readImages(type: string, value: unknown): IncomingRecord[] {
  const found = imagesIn(type, value)
  if (found === undefined) return [withoutImages(type, value)]
  const { images, head, purpose, list } = found
  return images.map((item, index) => {
    const own = isObject(item) ? item : {}
    const fault = secondImage(own, ['base64Image', ...firstNames]) ?? secondHead(own, head)
    return {
      message: reportFile,
      value: {
        dsId: textIn(own.dsId ?? head.dsId),
        detectSn: textIn(own.detectSn ?? head.detectSn),
        purpose,
        image: isObject(item) ? (own.base64Image ?? own.image ?? own.imageData) : item,
      },
      ...(fault && { fault }),
      notes: unknownImageKeys(isObject(item) ? withoutFirstNames(own) : undefined, `/${list}/${index}`),
    }
  })
}

/** How images were taken apart before they had a head of their own. */
export function readImagesBefore(type: string, value: unknown): IncomingRecord[] {
  const found = imagesIn(type, value)
  if (found === undefined) return [withoutImages(type, value)]
  const { images, head, purpose } = found
  return images.map((item) => {
    const own = isObject(item) ? item : {}
    const fault = secondImage(own, firstNames)
    return {
      message: reportFile,
      value: {
        dsId: textIn(head.dsId),
        detectSn: textIn(head.detectSn),
        purpose,
        image: isObject(item) ? (own.image ?? own.imageData) : item,
      },
      ...(fault && { fault }),
    }
  })
}

/** Names of an image in our first reading. */
const firstNames = ['image', 'imageData'] as const

function withoutFirstNames({ image: _, imageData: __, ...rest }: Record<string, unknown>) {
  return rest
}

/** The images of a message, and what it says of all of them; undefined where it has none. */
function imagesIn(type: string, value: unknown) {
  const known = imageLists[type]
  const { dsId, detectSn, ...rest } = isObject(value) ? value : {}
  const images = known && rest[known.list]
  return known === undefined || !Array.isArray(images) || images.length === 0
    ? undefined
    : { ...known, images: images as unknown[], head: { dsId, detectSn } }
}

/** A field of a head as text; what cannot be made text of is handed on, for the record's own check to name. */
function textIn(value: unknown): unknown {
  return readable(() => String(value ?? '')) ?? value
}

function withoutImages(type: string, value: unknown): IncomingRecord {
  const fault = new RecordFault(
    'FIELD_MISSING',
    `/${imageLists[type]?.list ?? ''}`,
    'the list of images is missing',
  )
  return { message: reportFile, value, fault }
}

/** Two images under two names of one are none. */
function secondImage(item: Record<string, unknown>, names: readonly string[]): RecordFault | undefined {
  const [first = '', ...others] = names.filter((name) => item[name] !== undefined && item[name] !== null)
  const other = others.find((name) => item[name] !== item[first])
  return other === undefined
    ? undefined
    : new RecordFault('DUPLICATE_KEY', `/${other}`, `${first} and ${other} hold two images; send one of them`)
}

/** An image that says it is of another visit than its message does. */
function secondHead(
  item: Record<string, unknown>,
  head: { dsId?: unknown; detectSn?: unknown },
): RecordFault | undefined {
  const name = (['dsId', 'detectSn'] as const).find(
    (key) => item[key] != null && head[key] != null && textIn(item[key]) !== textIn(head[key]),
  )
  return name === undefined
    ? undefined
    : new RecordFault('DUPLICATE_KEY', `/${name}`, `the image and its message give two values of ${name}`)
}

/**
 * Takes an upload apart: `files/<station>/<serial>/<report|photograph>`, the body is the file.
 * @throws HubError PAYLOAD_TOO_LARGE, NOT_FOUND
 */
export function readUpload(body: Buffer, path: string, contentType: string): IncomingRecord[] {
  const [purpose = '', serial = '', station = ''] = path.split('/').reverse()
  if (body.length > fileBytesMax)
    throw new HubError('PAYLOAD_TOO_LARGE', `A file has at most ${fileBytesMax} bytes.`)
  const known = { report: 'REPORT', photograph: 'PHOTOGRAPH' } as const
  if (!Object.hasOwn(known, purpose) || serial === '')
    throw new HubError('NOT_FOUND', 'A file is the report or a photograph of a serial number.')
  const value = {
    dsId: station,
    detectSn: serial,
    purpose: known[purpose as keyof typeof known],
    image: body.toString('base64'),
    contentType: contentType.split(';')[0]?.trim().toLowerCase() ?? '',
  }
  return [{ message: reportFile, value }]
}

/** The bytes with a digest in the records a journaled body was taken apart into. */
export function fileIn(records: readonly IncomingRecord[], digest: string): Buffer | undefined {
  for (const { value } of records) {
    const { image } = (value ?? {}) as { image?: unknown }
    const found = typeof image === 'string' ? bytesOf(image) : undefined
    if (found !== undefined && fileDigestOf(found) === digest) return found
  }
  return undefined
}
