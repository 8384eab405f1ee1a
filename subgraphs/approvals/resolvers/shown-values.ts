/** What of a case's values the caller is shown, decided when it is read: what is stored never changes. */
import { hasStanding, isOverseer } from '../cases/seen-values.ts'
import { readFindings, readSnapshot } from '../judging/stored.ts'
import { type ToldFinding, withoutValues } from '../judging/withheld-finding.ts'
import type { DecisionRow, EvaluationRow, FlagRow } from '../store/rows.ts'
import type { ApprovalsContext } from './context.ts'

type Judged = Pick<EvaluationRow | DecisionRow, 'applicationId' | 'snapshot' | 'findings'>

/** The findings of an evaluation or a decision, without values for whoever may not see them. */
export async function shownFindings(judged: Judged, context: ApprovalsContext): Promise<ToldFinding[]> {
  const findings = readFindings(judged.findings)
  if (await seesValues(judged, context)) return findings
  const snapshot = readSnapshot(judged.snapshot)
  return findings.map((finding) => withoutValues(finding, snapshot))
}

async function seesValues(
  { applicationId, snapshot }: Pick<Judged, 'applicationId' | 'snapshot'>,
  { loaders, principal }: ApprovalsContext,
): Promise<boolean> {
  const row = await loaders.applicationById.load(applicationId)
  if (row === undefined) return false
  if (isOverseer(principal, row)) return true
  const { mandateId } = row
  const inForce = mandateId !== null && (await loaders.mandateInForceById.load(mandateId)) !== undefined
  return hasStanding(row, readSnapshot(snapshot), inForce)
}

/** What stands for a value that is withheld, as JSON. */
const withheld = '"WITHHELD"'

/** A flag with the values it is raised for, or without them: they are of the decision its certificate stands on. */
export async function shownFlag(flag: FlagRow, context: ApprovalsContext): Promise<FlagRow> {
  const [decision] = await context.loaders.decisionsByApplicationId.load(flag.applicationId)
  if (decision !== undefined && (await seesValues(decision, context))) return flag
  return { ...flag, oldValue: withheld, newValue: withheld }
}
