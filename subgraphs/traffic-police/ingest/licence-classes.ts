import { RecordFault } from '@one-visit/kit/feed/message.ts'

/**
 * Classes of a driving licence 准驾车型, which the police write in one string, e.g. A2B1D.
 * @throws RecordFault CODE_UNKNOWN
 */
export function licenceClasses(text: string, pointer: string): string[] {
  const written = text.trim().toUpperCase()
  const classes = written.match(/[A][1-3]|B[12]|C[1-6]|[DEFMNP]/g) ?? []
  if (classes.length === 0 || classes.join('') !== written)
    throw new RecordFault(
      'CODE_UNKNOWN',
      pointer,
      'not a list of licence classes, which are A1 to A3, B1, B2, C1 to C6, D, E, F, M, N and P',
    )
  return [...new Set(classes)]
}
