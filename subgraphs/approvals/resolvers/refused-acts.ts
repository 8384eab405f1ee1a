/** What is written down of acts that are not for the caller's role: no resolver has heard of them. */
import { type Orm, ownWork } from '@one-visit/kit/database/database.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { OnRefusedActs } from '@one-visit/kit/room/access.ts'
import type { RefusedAct } from '@one-visit/kit/room/refused-acts.ts'
import { findApplicationOfPaper } from '../cases/paper-evidence.ts'
import { findApplicationOfFlag } from '../certificates/review-flag.ts'
import type { Frame } from '../context.ts'
import type { MutationResolvers } from '../generated/resolvers.ts'
import { type Attempt, writeDenial } from '../store/denials.ts'
import { findApplication } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import type { ApprovalsContext } from './context.ts'

/** How an act is written down: its word, and what the identifier it is given is of. */
interface Written {
  readonly act: Attempt['act']
  /** The argument that identifies what it is about. */
  readonly by?: 'applicationId' | 'id'
  /** Finds the application it is about by that. */
  readonly find?: (tx: Orm, id: string) => Promise<ApplicationRow | undefined>
  /** What else it identifies is called in the detail. */
  readonly as?: 'mandateId' | 'callbackId' | 'deliveryId'
}

const ofApplication = { by: 'applicationId', find: findApplication } as const

/** Every act of the room. */
const acts: Readonly<Record<keyof MutationResolvers, Written>> = {
  submitApplication: { act: 'SUBMIT' },
  refreshEvidence: { act: 'REFRESH', ...ofApplication },
  decide: { act: 'DECIDE', ...ofApplication },
  withdrawApplication: { act: 'WITHDRAW', ...ofApplication },
  addPaperEvidence: { act: 'ENTER_PAPER', ...ofApplication },
  confirmPaperEvidence: { act: 'CONFIRM_PAPER', by: 'id', find: findApplicationOfPaper },
  reviewCertificateFlag: { act: 'REVIEW_FLAG', by: 'id', find: findApplicationOfFlag },
  grantMandate: { act: 'GRANT_MANDATE' },
  endMandate: { act: 'END_MANDATE', by: 'id', as: 'mandateId' },
  registerCallback: { act: 'CHANGE_CALLBACK' },
  rotateCallbackSecret: { act: 'CHANGE_CALLBACK', by: 'id', as: 'callbackId' },
  disableCallback: { act: 'CHANGE_CALLBACK', by: 'id', as: 'callbackId' },
  resendDelivery: { act: 'RESEND_DELIVERY', by: 'id', as: 'deliveryId' },
}

const isAct = (field: string): field is keyof typeof acts => Object.hasOwn(acts, field)

/**
 * Writes acts down as denied to the caller's role. One about an application that is not there is written without it: who has
 * not the role is refused whatever the act is about.
 */
export function auditRefusedActs(frame: Frame): OnRefusedActs<ApprovalsContext> {
  return async (refused, { principal: { caller: actor, organisation } }) => {
    for (const { field, ids } of refused) {
      if (!isAct(field)) continue
      const attempt = await attemptOf(frame, acts[field], ids)
      const details = { reason: 'ROLE' }
      await writeDenial(frame, { ...attempt, actor, organisation }, { code: 'FORBIDDEN', details })
    }
  }
}

async function attemptOf(
  { db }: Frame,
  { act, by, find, as }: Written,
  ids: RefusedAct['ids'],
): Promise<Pick<Attempt, 'act' | 'applicationId' | 'detail'>> {
  const id = by && ids[by]
  if (id === undefined || !isIdentifier(id)) return { act }
  if (as !== undefined) return { act, detail: { [as]: id } }
  const application = find && (await db.read(ownWork, (tx) => find(tx, id)))
  return { act, ...(application && { applicationId: application.id }) }
}
