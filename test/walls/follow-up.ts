/** What comes of cases later: messages to callbacks, appointments, paper, flags. */
import { randomUUID } from 'node:crypto'
import { asIntruder, asOwner } from '@one-visit/approvals/testing/as-owner.ts'
import type { Side } from './cast.ts'
import { note } from './keys.ts'
import { ask, type Cases, overseers } from './people.ts'
import { markOf, serialOf, vehicleOf } from './vehicles.ts'

/** What comes of it later: deliveries, a flag of the certificate, an appointment. */
export async function followUp(cases: Cases, side: Side): Promise<void> {
  await noteDeliveries(cases, side)
  await makeAppointment(cases, side)
  await enterPaper(cases, side)
  await flagCertificate(cases, side)
}
async function noteDeliveries({ world, markers, keysOf }: Cases, { index }: Side): Promise<void> {
  for (const [place, kind] of (['platform', 'company', 'station'] as const).entries()) {
    const query =
      'query($id: ID!) { callbackDeliveries(callbackId: $id, first: 200) { edges { node { id } } } }'
    const id = keysOf[index].callback?.[place]
    const found = await ask<{ callbackDeliveries: { edges: { node: { id: string } }[] } }>(
      world,
      `${kind}-${index}`,
      query,
      { id },
    )
    for (const { node } of found.callbackDeliveries.edges) {
      note(keysOf[index], 'delivery', node.id)
      markers.add(`message to ${kind}`, node.id, [`${kind}-${index}`])
    }
  }
}

/** Appointments come by no feed yet: the row is written as the room would. */
async function makeAppointment({ world, markers, keysOf }: Cases, { index, station }: Side): Promise<void> {
  const id = randomUUID()
  const [subject] = keysOf[index].ref ?? []
  const item = markOf(index, 'APPOINTED')
  await asOwner(
    world.db,
    `insert into offices.appointments (id, office_id, item, starts_at, ends_at, subject)
     values ('${id}', '${station.id}', '${item}', now(), now() + interval '1 hour', '${subject}')`,
  )
  note(keysOf[index], 'appointment', id)
  markers.add('appointment', item, [`citizen-${index}`, `clerk-${index}`, 'bureau-clerk'])
}

/** Paper stands for a check that cannot be said, and every source of this world speaks: the row is written as the room would. */
async function enterPaper({ world, markers, keysOf }: Cases, { index }: Side): Promise<void> {
  const id = randomUUID()
  const [application] = keysOf[index].application ?? []
  const reason = markOf(index, 'PAPER')
  await asIntruder(
    world.db,
    `insert into approvals.paper_evidence
       (id, application_id, round, check_code, file_digest, reason, entered_by, entered_at)
     values ('${id}', '${application}', 1, 'EQUIPMENT_FITTED', '${'0'.repeat(64)}', '${reason}', 'clerk', now())`,
  )
  note(keysOf[index], 'paper', id)
  markers.add('reason of paper', reason, [`citizen-${index}`, `clerk-${index}`, ...overseers])
}

/** The station annuls the visit a certificate stands on. */
async function flagCertificate({ world, markers, keysOf }: Cases, { index, station }: Side): Promise<void> {
  const truck = vehicleOf(index, 'truck')
  const record = {
    recordId: markOf(index, 'ANNULMENT'),
    updatedAt: new Date().toISOString(),
    station: station.id,
    serial: serialOf(truck),
    vin: truck.vin,
  }
  await ask(
    world,
    `station-${index}`,
    `mutation($records: [JSON!]!) {
      submitInspectionRecords(message: "visitAnnulment", records: $records, idempotencyKey: "annul") { status } }`,
    { records: [record] },
  )
  const query = '{ certificateFlags(first: 200) { edges { node { id } } } }'
  const deadline = Date.now() + 30_000
  for (;;) {
    const { certificateFlags } = await ask<{ certificateFlags: { edges: { node: { id: string } }[] } }>(
      world,
      `clerk-${index}`,
      query,
      {},
    )
    const [flag] = certificateFlags.edges
    if (flag !== undefined) {
      note(keysOf[index], 'flag', flag.node.id)
      markers.add('flag', flag.node.id, [`company-${index}`, `clerk-${index}`, ...overseers])
      return
    }
    if (Date.now() > deadline) throw new Error('the certificate is not flagged')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
