import { HubError } from '@one-visit/kit/errors.ts'
import {
  CodeError,
  type PlateColour,
  type PlateKind,
  plateColoursFit,
  plateKindFits,
  readPlateKind,
} from '@one-visit/schema/codes.ts'
import type { PlateClaim } from './store.ts'

/** A plate as asked for. */
export interface AskedPlate {
  number: string
  colour: PlateColour | undefined
  kind: PlateKind | undefined
}

/** The most candidates one answer names. */
const candidatesMax = 20

/**
 * Reads the plate asked for: its number with a colour or a police kind, or both where they agree.
 * @throws HubError BAD_USER_INPUT
 */
export function readAskedPlate(plate: {
  number: string
  colour?: PlateColour | null | undefined
  kind?: string | null | undefined
}): AskedPlate {
  const colour = plate.colour ?? undefined
  try {
    const kind = plate.kind === null || plate.kind === undefined ? undefined : readPlateKind(plate.kind)
    if (colour !== undefined && kind !== undefined && plateKindFits(kind, colour) === false)
      throw new HubError('BAD_USER_INPUT', 'No plate of this kind has this colour.', {
        argument: 'plate',
      })
    return { number: plate.number, colour, kind }
  } catch (cause) {
    if (!(cause instanceof CodeError)) throw cause
    throw new HubError(
      'BAD_USER_INPUT',
      `The value of plate.kind cannot be read: ${cause.message}.`,
      { argument: 'plate' },
      { cause },
    )
  }
}

/** The one vehicle that carries a plate, none, or the conflict. */
export function lookupOf(asked: AskedPlate, claims: readonly PlateClaim[]) {
  const vins = [...new Set(claims.filter((claim) => isMeant(asked, claim)).map(({ vin }) => vin))]
  const [vin] = vins
  if (vin === undefined) return { outcome: 'UNKNOWN' as const, vehicle: null, candidates: [] }
  if (vins.length === 1) return { outcome: 'FOUND' as const, vehicle: { vin }, candidates: [] }
  return {
    outcome: 'CONFLICT' as const,
    vehicle: null,
    candidates: vins.slice(0, candidatesMax).map((candidate) => ({ vin: candidate })),
  }
}

/** Whether a claim can be about the plate asked for: what one side leaves out rules nothing out. */
function isMeant(asked: AskedPlate, claim: PlateClaim): boolean {
  return (
    (claim.kind === null || kindFits(asked, claim.kind as PlateKind)) &&
    (claim.colour === null || colourFits(asked, claim.colour as PlateColour))
  )
}

function kindFits(asked: AskedPlate, kind: PlateKind): boolean {
  return (
    (asked.kind === undefined || asked.kind === kind) &&
    (asked.colour === undefined || plateKindFits(kind, asked.colour) !== false)
  )
}

function colourFits(asked: AskedPlate, colour: PlateColour): boolean {
  return (
    (asked.colour === undefined || plateColoursFit(asked.colour, colour)) &&
    (asked.kind === undefined || plateKindFits(asked.kind, colour) !== false)
  )
}
