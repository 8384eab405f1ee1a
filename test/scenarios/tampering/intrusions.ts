/** What somebody may do to the records who may do anything with the database, and the sentence by which the audit names it. */
import { auditDigest, genesis } from '@one-visit/approvals/audit/chain.ts'
import { findActsOf } from '@one-visit/approvals/store/audit.ts'
import { audit } from '@one-visit/approvals/store/tables/audit.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { asc } from 'drizzle-orm'
import type { Story } from './story.ts'

/** One kind of intrusion. */
interface Intrusion {
  readonly kind: string
  /** SQL, as the intruder writes it. */
  readonly text: (story: Story) => string | Promise<string>
  readonly named: RegExp
}

const ofIssued = ({ issued }: Story) => `application_id = '${issued}'`
const ofRefused = ({ refused }: Story) => `application_id = '${refused}'`
const cutTail = 'delete from approvals.audit where sequence > (select max(sequence) - 3 from approvals.audit)'
const moveHead =
  'update approvals.audit_head h set (sequence, digest) = (select sequence, digest from approvals.audit order by sequence desc limit 1)'

/** Each kind alone; the database is put back in between. */
export const intrusions: readonly Intrusion[] = [
  {
    kind: 'a row edited',
    text: () => `update approvals.audit set actor = 'somebody' where sequence = 4`,
    named: /^BROKEN at row 4: its content does not give its digest; 3 rows before it/,
  },
  {
    kind: 'a row deleted',
    text: () => 'delete from approvals.audit where sequence = 4',
    named: /^BROKEN at row 5: row 4 is missing; 3 rows before it/,
  },
  {
    kind: 'two rows swapped',
    text: () => `
      update approvals.audit set sequence = -1 where sequence = 2; update approvals.audit set sequence = 2 where sequence = 3;
      update approvals.audit set sequence = 3 where sequence = -1`,
    named: /^BROKEN at row 2: it does not follow the row before/,
  },
  {
    kind: 'the tail cut, the head left',
    text: () => cutTail,
    named: /^BROKEN at row \d+: the end of the chain is missing/,
  },
  {
    kind: 'the tail cut, the head moved',
    text: () => `${cutTail}; ${moveHead}`,
    named:
      /^BROKEN {2}the checkpoint of row \d+ of .* in the sink: the chain ends at row \d+, its end was cut off$/,
  },
  {
    kind: 'the tail cut, head and checkpoints moved',
    text: () =>
      `${cutTail}; ${moveHead}; delete from approvals.audit_checkpoints where sequence > (select sequence from approvals.audit_head)`,
    named:
      /^BROKEN {2}the checkpoint of row \d+ of .* in the sink: the chain ends at row \d+, its end was cut off$/,
  },
  {
    kind: 'everything deleted and the head at 0',
    text: () =>
      `delete from approvals.audit; delete from approvals.audit_checkpoints; update approvals.audit_head set sequence = 0, digest = '${genesis}'`,
    named:
      /^BROKEN {2}the checkpoint of row \d+ of .* in the sink: the chain ends at row 0, its end was cut off$/,
  },
  {
    kind: 'everything deleted, cases too',
    text: () =>
      `delete from approvals.audit; delete from approvals.audit_checkpoints; update approvals.audit_head set sequence = 0, digest = '${genesis}';
       delete from approvals.certificates; delete from approvals.decisions; delete from approvals.applications`,
    named:
      /^BROKEN {2}the checkpoint of row \d+ of .* in the sink: the chain ends at row 0, its end was cut off$/,
  },
  {
    kind: 'the whole chain written anew',
    text: rewriteChain,
    named:
      /^BROKEN {2}the checkpoint of row \d+ of .* in the sink: the row has another digest now, the chain was written anew$/,
  },
  {
    kind: 'a decision rewritten',
    text: (story) =>
      `update approvals.decisions set outcome = 'APPROVE', verdict = 'PASS' where ${ofRefused(story)}`,
    named: /^BROKEN {2}decision .*: it is not what was decided: outcome.* \(row \d+\)$/,
  },
  {
    kind: 'the reason of a refusal rewritten',
    text: (story) => `update approvals.decisions set reason = 'another' where ${ofRefused(story)}`,
    named: /^BROKEN {2}decision .*: it is not what was decided: reason \(row \d+\)$/,
  },
  {
    kind: 'a snapshot rewritten',
    text: (story) =>
      `update approvals.decisions set snapshot = replace(snapshot, '浙CT1234', '浙CT9999') where ${ofIssued(story)}`,
    named: /^BROKEN {2}decision .*: it is not what was decided: snapshot \(row \d+\)$/,
  },
  {
    kind: 'the findings of a decision rewritten',
    text: (story) => `update approvals.decisions set findings = '[]' where ${ofIssued(story)}`,
    named: /^BROKEN {2}decision .*: it is not what was decided: findings, paper or key \(row \d+\)$/,
  },
  {
    kind: 'a decision deleted with its certificate',
    text: (story) =>
      `delete from approvals.certificates where ${ofIssued(story)}; delete from approvals.decisions where ${ofIssued(story)}`,
    named: /^BROKEN {2}decision .*: the chain knows it, and it is gone \(row \d+\)$/,
  },
  {
    kind: 'a case deleted whole',
    text: (story) =>
      `delete from approvals.certificates where ${ofIssued(story)}; delete from approvals.decisions where ${ofIssued(story)};
       delete from approvals.applications where id = '${story.issued}'`,
    named: /^BROKEN {2}application .*: the chain knows it, and it is gone \(row 1\)$/,
  },
  {
    kind: 'a forged decision inserted',
    text: (story) => `
      insert into approvals.decisions select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
        'application_id', '${story.ready}', 'idempotency_key', 'forged'))).* from approvals.decisions d where ${ofIssued(story)}`,
    named: /^BROKEN {2}decision .*: it is there, and the chain does not know it$/,
  },
  {
    kind: 'a forged certificate inserted',
    text: (story) => `
      insert into approvals.certificates select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
        'application_id', '${story.ready}', 'number', 'forged'))).* from approvals.certificates c where ${ofIssued(story)}`,
    named: /^BROKEN {2}certificate .*: it is there, and the chain does not know it$/,
  },
  {
    kind: 'a forged application inserted',
    text: (story) => `
      insert into approvals.applications select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
        'number', 'forged'))).* from approvals.applications a where id = '${story.issued}'`,
    named: /^BROKEN {2}application .*: it is there, and the chain does not know that it was handed in$/,
  },
  {
    kind: 'an application set ISSUED',
    text: ({ ready }) => `update approvals.applications set state = 'ISSUED' where id = '${ready}'`,
    named: /^BROKEN {2}application .*: it is ISSUED, and the chain says READY \(row \d+\)$/,
  },
  {
    kind: 'an application given another car',
    text: ({ issued }) =>
      `update approvals.applications set vin = 'LSVAA4182E2999999' where id = '${issued}'`,
    named: /^BROKEN {2}application .*: it is not as the chain last says \(row \d+\)$/,
  },
  {
    kind: 'the valid_until of a certificate at 2099',
    text: (story) => `update approvals.certificates set valid_until = '2099-12-31' where ${ofIssued(story)}`,
    named:
      /^BROKEN {2}certificate .*: its valid_until is 2099-12-31, and what was issued says 2028-06-01 \(row \d+\)$/,
  },
  {
    kind: 'the content of a certificate rewritten with its digest',
    text: (story) => `
      update approvals.certificates set valid_until = '2099-12-31', content = replace(content, '2028-06-01', '2099-12-31'),
        content_digest = encode(sha256(convert_to(replace(content, '2028-06-01', '2099-12-31'), 'UTF8')), 'hex')
      where ${ofIssued(story)}`,
    named: /^BROKEN {2}certificate .*: its content is not what was issued \(row \d+\)$/,
  },
  {
    kind: 'the token of a certificate rewritten',
    text: (story) => `update approvals.certificates set token = 'ov1.x.y' where ${ofIssued(story)}`,
    named: /^BROKEN {2}certificate .*: it is not the certificate that was issued \(row \d+\)$/,
  },
  {
    kind: 'a certificate that is in force again',
    text: (story) => `update approvals.certificates set state = 'REVOKED' where ${ofIssued(story)}`,
    named: /^BROKEN {2}certificate .*: it is REVOKED, and the chain says VALID \(row \d+\)$/,
  },
  {
    kind: 'a certificate ended early, as if the register had said so',
    text: (story) => `update approvals.certificates set ends_on = '2025-06-02' where ${ofIssued(story)}`,
    named: /^BROKEN {2}certificate .*: its ends_on is 2025-06-02, and the chain says null \(row \d+\)$/,
  },
]

/** A refusal made an approval by a clerk of the intruder's choice, and every digest from there on computed again. */
async function rewriteChain({ world, refused }: Story): Promise<string> {
  const rows = await world.db.read(ownWork, (tx) => tx.select().from(audit).orderBy(asc(audit.sequence)))
  const [decided] = (await world.db.read(ownWork, (tx) => findActsOf(tx, [refused]))).filter(
    ({ action }) => action === 'DECIDED',
  )
  let digest = genesis
  const updates = rows.map((row) => {
    const actor = row.id === decided?.id ? 'somebody-else' : row.actor
    const previousDigest = digest
    digest = auditDigest({ ...row, actor, sequence: row.sequence ?? 0, previousDigest })
    return `update approvals.audit set actor = '${actor}', previous_digest = '${previousDigest}', digest = '${digest}' where id = ${row.id}`
  })
  return [
    ...updates,
    `update approvals.audit_head set digest = '${digest}'`,
    `update approvals.decisions set decided_by = 'somebody-else' where application_id = '${refused}'`,
    `delete from approvals.audit_checkpoints`,
  ].join('; ')
}
