import { RecordFault } from '@one-visit/kit/feed/message.ts'

/** Name under which a record of an answer says which of its elements came twice with two values. No element has it. */
export const twiceField = '#twice'

/** Refuses a record with an element that came twice and said two things. @throws RecordFault DUPLICATE_KEY */
export function mustSayOnce(fields: Readonly<Record<string, string>>): void {
  const twice = fields[twiceField]
  if (twice !== undefined)
    throw new RecordFault(
      'DUPLICATE_KEY',
      `/fields/${twice}`,
      'the element comes twice in the answer and says different things',
    )
}
