/** Many rows by SQL, for tests of what a list reads: applications, and what hangs on them. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'

/**
 * Applications of 7 offices in 3 divisions, of 5 persons, 6 companies and 2 platforms, in every state, a minute apart; one
 * of each 400 is of the item FRT-02. Whose an application is says nothing of its state.
 */
export async function fillApprovals(tx: Orm, count: number): Promise<void> {
  await tx.execute(sql`
    insert into approvals.applications (id, number, item, item_version, office_id, division, state, submitted_at,
      submitted_by, submitted_organisation, applicant_ref, applicant_uscc, applicant_name, applicant_phone)
    select ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid, 'N' || g,
      case when g % 400 = 100 then 'FRT-02' when g % 2 = 0 then 'FRT-01' else 'RHL-02' end, 1,
      'office-' || g % 7, '33030' || g % 3,
      (array['WAITING_FOR_EVIDENCE', 'READY', 'APPROVED', 'ISSUED', 'REFUSED', 'WITHDRAWN', 'RETURNED'])[1 + g / 50 % 7],
      '2026-01-01'::timestamptz + g * interval '1 minute', 'somebody', 'platform-' || g % 2, 'person-' || g % 5,
      'company-' || g % 6, '测试甲', '000'
    from generate_series(1, ${count}::int) g`)
}

/** A round, evaluation, decision, paper, certificate, watch and flag of each application. */
export async function fillHanging(tx: Orm): Promise<void> {
  const all = sql`from approvals.applications`
  for (const statement of [
    sql`insert into approvals.rounds (application_id, round, opened_at) select id, 1, submitted_at ${all}`,
    sql`insert into approvals.evaluations (id, application_id, round, item_version, evaluated_at, verdict, snapshot,
        snapshot_digest, facts_digest, findings)
      select gen_random_uuid(), id, 1, 1, submitted_at, 'PASS', '{}', 's', 'f', '[]' ${all}`,
    sql`insert into approvals.decisions (id, application_id, round, outcome, decided_at, decided_by, idempotency_key, item,
        item_version, as_of, verdict, snapshot, snapshot_digest, facts_digest, findings, paper)
      select gen_random_uuid(), id, 1, 'APPROVE', submitted_at, 'clerk', number, item, 1, submitted_at, 'PASS', '{}', 's',
        'f', '[]', '[]' ${all}`,
    sql`insert into approvals.paper_evidence (id, application_id, round, check_code, file_digest, reason, entered_by,
        entered_at)
      select gen_random_uuid(), id, 1, 'X', 'f', 'r', 'clerk', submitted_at ${all}`,
    sql`insert into approvals.certificates (id, application_id, round, item, number, state, valid_from, valid_until,
        issued_at, on_paper, content, content_digest, token)
      select gen_random_uuid(), id, 1, item, number, 'VALID', '2026-01-01', '2030-01-01', submitted_at, false, '{}', 'd', 't'
      ${all}`,
    sql`insert into approvals.watches (application_id, subject_kind, subject) select id, 'vin', number ${all}`,
    sql`insert into approvals.certificate_flags (id, certificate_id, application_id, office_id, division, field, source,
        old_value, new_value, raised_at)
      select gen_random_uuid(), c.id, a.id, a.office_id, a.division, 'vehicle.usage.current', 's', '1', '2', a.submitted_at
      from approvals.certificates c join approvals.applications a on a.id = c.application_id`,
  ])
    await tx.execute(statement)
}
