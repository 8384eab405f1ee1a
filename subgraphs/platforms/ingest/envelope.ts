import { HubError } from '@one-visit/kit/errors.ts'
import type { AnyMessage, IncomingRecord } from '@one-visit/kit/feed/message.ts'
import { withDuplicateKeys } from '@one-visit/kit/feed/read/records.ts'
import { decodeText, escapePointer, oneOrMany } from '@one-visit/kit/feed/read/text.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { isCompanyIdKey, namesMessage } from './keys.ts'
import { mustBeWanted } from './refused.ts'

/**
 * Some senders write GBK under a UTF-8 header: what is no UTF-8 can only be that.
 * @throws HubError BAD_USER_INPUT for bytes that are neither
 */
export function textOf(body: Buffer): { text: string; notes: string[] } {
  try {
    return { text: decodeText(body), notes: [] }
  } catch {
    return { text: decodeText(body, 'gbk'), notes: ['the body was read as GBK'] }
  }
}

/** A record that leaves out its company speaks for the one of its envelope. */
export function withCompany(record: unknown, companyId: unknown): unknown {
  return isObject(record) && companyId !== undefined && !Object.keys(record).some(isCompanyIdKey)
    ? { ...record, CompanyId: companyId }
    : record
}

/**
 * Takes the envelope of the national interface off its records: CompanyId, Source, IPCType, and a key named like the
 * IPCType with a list of records or one bare record.
 * @throws HubError BAD_USER_INPUT for a body that is no such envelope, or one of another message, DATA_NOT_ACCEPTED
 */
export function readEnvelope(body: Buffer, message: AnyMessage): IncomingRecord[] {
  const { text, notes } = textOf(body)
  const envelope = jsonOf(text)
  if (!isObject(envelope))
    throw new HubError('BAD_USER_INPUT', 'the body is an object with CompanyId, Source and IPCType')
  let companyId: unknown
  let records: unknown
  let recordsKey = ''
  for (const [key, value] of Object.entries(envelope)) {
    if (isCompanyIdKey(key)) companyId = value ?? undefined
    else if (namesMessage(key, message.name)) {
      records = value
      recordsKey = key
    } else if (key.toLowerCase() === 'ipctype') {
      if (typeof value === 'string') mustBeWanted(value)
      if (typeof value !== 'string' || !namesMessage(value, message.name))
        throw new HubError('BAD_USER_INPUT', `IPCType: this address takes ${message.name}`, {
          pointer: `/${key}`,
        })
    } else if (key.toLowerCase() !== 'source') notes.push(`unknown key ${key.slice(0, 60)} in the envelope`)
  }
  if (records === undefined || records === null)
    throw new HubError('BAD_USER_INPUT', `${message.name}: the records are missing`, {
      pointer: `/${message.name}`,
    })
  return withDuplicateKeys(
    oneOrMany(records).map((record) => ({ message, value: withCompany(record, companyId), notes })),
    text,
    { prefix: `/${escapePointer(recordsKey)}`, isList: Array.isArray(records) },
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HubError('BAD_USER_INPUT', 'the body is not JSON', {}, { cause })
  }
}
