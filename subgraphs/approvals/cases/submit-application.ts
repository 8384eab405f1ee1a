/** Takes an application in: one transaction for the row, then a first evaluation outside of it; a job starts the pulls. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { CodeError, plateKindFits, readPlateKind } from '@one-visit/schema/codes.ts'
import { readCompanyId, readOfficeId, readUscc } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { and, eq, sql } from 'drizzle-orm'
import { type Item, itemInForce } from '../catalogue/items/index.ts'
import { type OwnFieldColumn, subjectKindList, subjectKinds } from '../catalogue/subjects.ts'
import type { Frame } from '../context.ts'
import type { ApplicationVehicleInput, SubmitApplicationInput } from '../generated/resolvers.ts'
import { canonicalJson, digestOf } from '../judging/canonical.ts'
import { mandateColumns } from '../mandates/facts.ts'
import { applicantParty } from '../mandates/party.ts'
import { requireMandate } from '../mandates/require-mandate.ts'
import { auditingDenials } from '../store/denials.ts'
import { findApplication } from '../store/questions.ts'
import { badInput, mustHoldNoNumber, readIdentifier } from '../store/refused.ts'
import type { ApplicationRow, MandateRow } from '../store/rows.ts'
import { submissionKeys } from '../store/tables/cases.ts'
import { groundOf, requireFound, requireOwnPlatform } from './authority.ts'
import { evaluateAfterAct } from './evaluate-application.ts'
import { readName, readText } from './input.ts'
import { beginApplication } from './move-application.ts'
import { sealedNumber } from './pulls.ts'
import { requireNoOther } from './require-no-other.ts'

/** Seconds after which an application that nobody has evaluated, because the process died, is evaluated by a job. */
const firstEvaluationAfterSeconds = 15

const phoneForm = /^[0-9+() -]{5,30}$/

/**
 * An application as handed in, read and bounded; the resident ID number has become a pseudonym. Its digest is stored with
 * the idempotency key: another shape would refuse a repeat of yesterday's submission.
 */
interface Read extends Partial<Record<OwnFieldColumn, string>> {
  readonly item: string
  readonly officeId: string
  readonly division: string
  readonly applicantRef: string | undefined
  readonly applicantUscc: string | undefined
  readonly applicantName: string
  readonly applicantPhone: string
  readonly vehicle: ApplicationVehicleInput | undefined
  readonly mandateId: string | undefined
}

/**
 * Reads what was handed in against what the item asks for.
 * @throws BAD_USER_INPUT naming the field
 */
function readSubmission(input: SubmitApplicationInput, item: Item, key: PseudonymKey): Read {
  const { applicant, vehicle } = input
  if ((applicant.residentId ?? undefined) === undefined && (applicant.uscc ?? undefined) === undefined) {
    throw badInput('input.applicant', 'APPLICANT_FORM', 'An applicant has a residentId or a uscc.')
  }
  if ((applicant.residentId ?? undefined) !== undefined && (applicant.uscc ?? undefined) !== undefined) {
    throw badInput('input.applicant', 'APPLICANT_FORM', 'An applicant has a residentId or a uscc, not both.')
  }
  if (!phoneForm.test(applicant.phone))
    throw badInput(
      'input.applicant.phone',
      'PHONE_FORM',
      'A phone number is 5 to 30 digits, blanks, brackets, hyphens and plus signs.',
    )
  mustHoldNoNumber('input.applicant.phone', applicant.phone)
  if (vehicle) checkPlate(vehicle)
  checkUscc('input.applicant.uscc', applicant.uscc)
  checkUscc('input.operatorUscc', input.operatorUscc)
  const read: Read = {
    item: item.code,
    officeId: readIdentifier('input.officeId', input.officeId, readOfficeId),
    division: input.division,
    applicantRef: applicant.residentId ? pseudonymOf(applicant.residentId, key) : undefined,
    applicantUscc: applicant.uscc ?? undefined,
    applicantName: readName('input.applicant.name', applicant.name, 100),
    applicantPhone: applicant.phone.trim(),
    vehicle: vehicle ?? undefined,
    mandateId: input.mandateId ?? undefined,
    ...readOwnFields(input),
  }
  const columns: Readonly<Record<string, unknown>> = columnsOf(read)
  for (const need of item.needs) {
    const { column, input: field } = subjectKinds[need]
    if (columns[column] === undefined)
      throw badInput(`input.${field}`, 'SUBJECT_MISSING', `${item.code} needs ${field}.`)
  }
  return read
}

/** A credit code somebody writes has right check characters; only the register holds old ones that have not. */
function checkUscc(field: string, uscc: string | null | undefined): void {
  if (uscc) readIdentifier(field, uscc, readUscc)
}

/** A plate is of a kind of GA/T 16.7, and of a colour plates of that kind have. */
function checkPlate({ plateKind, plateColour }: ApplicationVehicleInput): void {
  const field = 'input.vehicle.plateKind'
  try {
    if (plateKindFits(readPlateKind(plateKind), plateColour) === false)
      throw badInput(field, 'PLATE_KIND_COLOUR', `No plate of kind ${plateKind} is ${plateColour}.`)
  } catch (error) {
    throw error instanceof CodeError
      ? badInput(field, error.code, `The value of ${field} cannot be read: ${error.message}.`)
      : error
  }
}

/** Subjects that are fields of the submission by themselves. */
function readOwnFields(input: SubmitApplicationInput): Partial<Record<OwnFieldColumn, string>> {
  const entries = subjectKindList.flatMap(({ column, charactersMax }) => {
    const given = charactersMax === undefined ? undefined : input[column as OwnFieldColumn]
    if (!given || !charactersMax) return []
    const field = `input.${column}`
    const text = readText(field, given, charactersMax)
    return [[column, column === 'platformCompanyId' ? readIdentifier(field, text, readCompanyId) : text]]
  })
  return Object.fromEntries(entries) as Partial<Record<OwnFieldColumn, string>>
}

/** The columns of an application, as far as the submission fills them. */
function columnsOf({ vehicle, mandateId: _, ...columns }: Read) {
  return {
    ...columns,
    vin: vehicle?.vin,
    plateNumber: vehicle?.plateNumber,
    plateColour: vehicle?.plateColour,
    plateKind: vehicle?.plateKind,
  }
}

/** Who hands in, and until when the answer must be there. */
export interface Submitter {
  readonly principal: Principal
  readonly deadline: number
  readonly pseudonymKey: PseudonymKey
}

/**
 * Takes an application in and evaluates it once. The same key with the same input answers the same application.
 * @throws BAD_USER_INPUT, FORBIDDEN, IDEMPOTENCY_KEY_REUSED, CONFLICT naming an application that is open already
 */
export async function submitApplication(
  frame: Frame,
  submitter: Submitter,
  input: SubmitApplicationInput,
  idempotencyKey: string,
): Promise<ApplicationRow> {
  const { principal } = submitter
  const now = frame.clock()
  const item = itemInForce(input.item, shanghaiDay(now))
  if (item === undefined)
    throw badInput('input.item', 'ITEM_UNKNOWN', `There is no item ${JSON.stringify(input.item)} in force.`)
  const read = readSubmission(input, item, submitter.pseudonymKey)
  // Of the input as read: the digest of a resident ID number could be found by trying them all, that of a pseudonym cannot.
  const inputDigest = digestOf(canonicalJson(JSON.parse(JSON.stringify(read))))
  const id = crypto.randomUUID()
  const takeIn = async (tx: Orm): Promise<{ row: ApplicationRow; isNew: boolean }> => {
    const known = await claimKey(tx, {
      sender: principal.caller,
      key: idempotencyKey,
      inputDigest,
      applicationId: id,
      account: principal.account,
    })
    if (known !== undefined) return { row: known, isNew: false }
    const mandate = await requireSubmitter(tx, principal, read, now)
    await requireNoOther(tx, item, columnsOf(read))
    const number = input.applicant.residentId ?? undefined
    const made = { id, read, item, principal, now, number, mandate }
    return { row: await insertApplication(frame, tx, made), isNew: true }
  }
  const { row, isNew } = await auditingDenials(frame, attemptOf(principal, read), () =>
    frame.db.write(ownWork, takeIn),
  )
  frame.crash('submit-committed')
  if (!isNew) return row
  return evaluateAfterAct(frame, row.id, { actor: principal.caller, deadline: submitter.deadline })
}

/** The submission as it is written down should it be denied. */
function attemptOf(principal: Principal, read: Read) {
  const { item, officeId, mandateId } = read
  return {
    act: 'SUBMIT',
    actor: principal.caller,
    detail: {
      item,
      officeId,
      subject: applicantParty(read) ?? null,
      // A text that is no identifier may be anything.
      ...(mandateId !== undefined && isIdentifier(mandateId) && { mandateId }),
    },
  } as const
}

/**
 * Passes for a clerk at the office, a person for himself or herself, a company for itself, and for whoever has a mandate of
 * the applicant; answers the mandate that was named. A platform names itself.
 * @throws FORBIDDEN otherwise
 */
async function requireSubmitter(
  tx: Orm,
  principal: Principal,
  read: Read,
  now: Date,
): Promise<MandateRow | undefined> {
  const ground = groundOf(principal, read)
  requireOwnPlatform(principal, ground, read.platformCompanyId)
  return requireMandate(tx, principal, ground, read, shanghaiDay(now))
}

/** Claims the key, or answers the application it already made; waits for a submission with the same key under way. */
async function claimKey(
  tx: Orm,
  { account, ...claim }: typeof submissionKeys.$inferInsert & { account: string | undefined },
): Promise<ApplicationRow | undefined> {
  const ofSender = (sender: string) =>
    tx
      .select()
      .from(submissionKeys)
      .where(and(eq(submissionKeys.sender, sender), eq(submissionKeys.key, claim.key)))
  // Keys of before were kept by the account itself.
  const [before] = account === undefined ? [] : await ofSender(account)
  const claimed =
    before === undefined &&
    (await tx
      .insert(submissionKeys)
      .values(claim)
      .onConflictDoNothing()
      .returning({ key: submissionKeys.key }))
  if (claimed && claimed.length > 0) return undefined
  const known = before ?? (await ofSender(claim.sender))[0]
  if (known === undefined || known.inputDigest !== claim.inputDigest) {
    throw new HubError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used for another application.', {
      field: 'idempotencyKey',
    })
  }
  return requireFound(await findApplication(tx, known.applicationId), known.applicationId)
}

/** An application that is taken in now. */
interface Taken {
  readonly id: string
  readonly read: Read
  readonly item: Item
  readonly principal: Principal
  readonly now: Date
  /** Resident ID number of the applicant, for as long as the transaction takes. */
  readonly number: string | undefined
  readonly mandate: MandateRow | undefined
}

function insertApplication(frame: Frame, tx: Orm, taken: Taken): Promise<ApplicationRow> {
  const { id, read, item, principal, now, number, mandate } = taken
  const { vehicle } = read
  const day = shanghaiDay(now).replaceAll('-', '')
  const values = {
    ...columnsOf(read),
    ...(mandate && mandateColumns(mandate)),
    id,
    number: sql`${`${read.division}-${day}-`} || lpad(nextval('approvals.application_numbers')::text, 6, '0')`,
    itemVersion: item.version,
    submittedOrganisation: principal.organisation ?? null,
  }
  const move = {
    action: 'SUBMIT',
    to: 'WAITING_FOR_EVIDENCE',
    who: 'SUBMITTER',
    actor: principal.caller,
    at: now,
    also: () => sendFirstWork(frame, tx, id, vehicle, now),
    audit: {
      action: 'SUBMITTED',
      detail: { item: read.item, itemVersion: item.version, officeId: read.officeId, round: 1 },
    },
  } as const
  return beginApplication(tx, values, move, sealedNumber(frame, item, number))
}

async function sendFirstWork(
  frame: Frame,
  tx: Orm,
  applicationId: string,
  vehicle: ApplicationVehicleInput | undefined,
  now: Date,
): Promise<void> {
  await frame.jobs.send(tx, 'start-pulls', { applicationId })
  // Should the process die before the first evaluation of a submission, this job makes it.
  await frame.jobs.send(
    tx,
    'evaluate',
    { applicationId, onlyFirst: true },
    { startAfterSeconds: firstEvaluationAfterSeconds },
  )
  if (vehicle) await frame.outbox.emit(tx, [identityObserved(vehicle, now)])
}

/** What the application tells the identity index about the vehicle. */
function identityObserved(vehicle: ApplicationVehicleInput, now: Date): HubEvent {
  return {
    type: 'identity.observed',
    subject: { vin: vehicle.vin },
    data: {
      vin: vehicle.vin,
      plateNumber: vehicle.plateNumber,
      plateColour: vehicle.plateColour,
      plateKind: vehicle.plateKind,
      validFrom: now.toISOString(),
      source: 'hub-approvals',
    },
  }
}
