/** Applications, mandates, certificates, callbacks and appointments of both sides, and who may find what of them. */
import { randomUUID } from 'node:crypto'
import type { World } from '../world.ts'
import { type Side, sides } from './cast.ts'
import { followUp } from './follow-up.ts'
import { type Keys, note } from './keys.ts'
import type { Markers } from './markers.ts'
import { ask, type Cases, overseers } from './people.ts'
import { policeRecordOf, policyOf, vehicleOf, type WallVehicle } from './vehicles.ts'

/** Furnishes what people do. */
export async function furnishCases(
  world: World,
  markers: Markers,
  keysOf: readonly [Keys, Keys],
): Promise<void> {
  const cases: Cases = { world, markers, keysOf }
  for (const side of sides) await registerCallbacks(cases, side)
  for (const side of sides) await handInAll(cases, side)
  for (const side of sides) await followUp(cases, side)
}

/** The applications of a side: a person's own, a company's two, one by a mandate, and one about the other side's car. */
async function handInAll(cases: Cases, side: Side): Promise<void> {
  const { index, station, county } = side
  const own = vehicleOf(index, 'own')
  // Partners with a callback are told of what is handed in at their office or names them.
  const atStation = [`station-${index}`]
  const person = [`citizen-${index}`]
  const company = [`company-${index}`]
  const clerk = [`clerk-${index}`]
  const platform = [`platform-${index}`]
  await handIn(cases, side, {
    as: `citizen-${index}`,
    input: carApplication(side, own),
    about: own,
    seenBy: [...person, ...clerk],
    told: [...platform, ...atStation],
  })
  await handIn(cases, side, {
    as: `company-${index}`,
    input: truckApplication(side, vehicleOf(index, 'truck'), station),
    about: vehicleOf(index, 'truck'),
    seenBy: [...company, ...clerk],
    told: atStation,
    isIssued: true,
  })
  await handIn(cases, side, {
    as: `company-${index}`,
    input: truckApplication(side, vehicleOf(index, 'countyTruck'), county),
    about: vehicleOf(index, 'countyTruck'),
    seenBy: [...company, `county-${index}`],
    told: [],
  })
  const mandateId = await grantMandate(cases, side)
  await handIn(cases, side, {
    as: `platform-${index}`,
    input: { ...carApplication(side, vehicleOf(index, 'mandated')), mandateId },
    about: vehicleOf(index, 'mandated'),
    seenBy: [...person, ...platform, ...clerk],
    told: atStation,
  })
  const strange = vehicleOf(index === 0 ? 1 : 0, 'own')
  await handIn(cases, side, {
    as: `citizen-${index}`,
    input: carApplication(side, strange),
    about: strange,
    seenBy: [...person, ...clerk],
    told: [...platform, ...atStation],
    // Nobody has shown to have anything to do with the car: findings tell the applicant no values.
    valuesSeenBy: clerk,
  })
}

/** What a person of a side hands in about a car. */
export function carApplication({ platform, station, citizen }: Side, car: WallVehicle) {
  return {
    item: 'RHL-02',
    officeId: station.id,
    applicant: { name: '测试甲', residentId: citizen, phone: '13800000001' },
    vehicle: { vin: car.vin, plateNumber: car.plate, plateColour: 'GRADIENT_GREEN', plateKind: '52' },
    platformCompanyId: platform,
    division: station.division,
  }
}

/** What a company of a side hands in about a truck. */
export function truckApplication(
  { index, company }: Side,
  truck: WallVehicle,
  { id, division }: { id: string; division: string },
) {
  return {
    item: 'FRT-01',
    officeId: id,
    applicant: { name: `第${index}方标记货运公司`, uscc: company, phone: `0577-8811${index}000` },
    vehicle: { vin: truck.vin, plateNumber: truck.plate, plateColour: 'YELLOW', plateKind: '01' },
    operatorUscc: company,
    division,
  }
}

interface HandingIn {
  readonly as: string
  readonly input: Record<string, unknown>
  readonly about: WallVehicle
  readonly seenBy: readonly string[]
  /** Who hears of it by a callback and sees no more of it. */
  readonly told: readonly string[]
  /** Who finds the values its findings stand on; whoever sees the application when left out. */
  readonly valuesSeenBy?: readonly string[]
  readonly isIssued?: boolean
}

interface Seen {
  id: string
  number: string
  state: string
  applicantName: string
  evaluation: { snapshotDigest: string } | null
  decisions: { id: string }[]
  certificate: { id: string; number: string; token: string } | null
}

const selection = `id number state applicantName evaluation { snapshotDigest findings { code verdict text } }
  decisions { id } certificate { id number token state }`

/** Hands in, and waits until every source has answered: then nothing changes by itself any more. */
async function handIn({ world, markers, keysOf }: Cases, { index }: Side, handing: HandingIn): Promise<void> {
  const { as, input, about, told, isIssued = false } = handing
  const seenBy = [...handing.seenBy, ...overseers]
  const valuesSeenBy = [...(handing.valuesSeenBy ?? handing.seenBy), ...overseers]
  const mutation = `mutation($input: SubmitApplicationInput!, $key: String!) {
    submitApplication(input: $input, idempotencyKey: $key) { id } }`
  const { submitApplication } = await ask<{ submitApplication: { id: string } }>(world, as, mutation, {
    input,
    key: randomUUID(),
  })
  const { id } = submitApplication
  const seen = await untilState(world, id, isIssued ? 'ISSUED' : 'READY')
  note(keysOf[index], 'application', id)
  markers.add('application', id, [...seenBy, ...told])
  markers.add('number of an application', seen.number, [...seenBy, ...told])
  markers.add(`police record of ${about.use}`, policeRecordOf(about), valuesSeenBy)
  if (input.platformCompanyId !== undefined) markers.add('policy', policyOf(index, about), valuesSeenBy)
  if ('uscc' in (input.applicant as object)) markers.add('name of an applicant', seen.applicantName, seenBy)
  if (seen.evaluation) markers.add('snapshot of an evaluation', seen.evaluation.snapshotDigest, seenBy)
  for (const decision of seen.decisions) markers.add('decision', decision.id, seenBy)
  if (seen.certificate === null) return
  note(keysOf[index], 'certificate', seen.certificate.id)
  note(keysOf[index], 'token', seen.certificate.token)
  markers.add('token of a certificate', seen.certificate.token, seenBy)
}

async function untilState(world: World, id: string, state: string): Promise<Seen> {
  const query = `query($id: ID!) { application(id: $id) { ${selection} } }`
  const deadline = Date.now() + 30_000
  for (;;) {
    const { application } = await ask<{ application: Seen }>(world, 'bureau-clerk', query, { id })
    if (application.state === state) return application
    if (Date.now() > deadline)
      throw new Error(`the application stays as it is: ${JSON.stringify(application)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function grantMandate({ world, markers, keysOf }: Cases, { index, platform }: Side): Promise<string> {
  const day = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
  const input = {
    kind: 'AGENCY',
    grantedTo: { companyId: platform },
    items: ['RHL-02'],
    validFrom: day(0),
    validUntil: day(300),
  }
  const { grantMandate: granted } = await ask<{ grantMandate: { id: string } }>(
    world,
    `citizen-${index}`,
    'mutation($input: GrantMandateInput!, $key: String!) { grantMandate(input: $input, idempotencyKey: $key) { id } }',
    { input, key: randomUUID() },
  )
  note(keysOf[index], 'mandate', granted.id)
  markers.add('mandate', granted.id, [
    `citizen-${index}`,
    `platform-${index}`,
    `clerk-${index}`,
    ...overseers,
  ])
  return granted.id
}

/** Callbacks of the three kinds of partner, at an address nobody answers: their messages stay to be seen. */
async function registerCallbacks({ world, markers, keysOf }: Cases, { index }: Side): Promise<void> {
  for (const kind of ['platform', 'company', 'station'] as const) {
    const { registerCallback } = await ask<{ registerCallback: { callback: { id: string; url: string } } }>(
      world,
      `${kind}-${index}`,
      'mutation($input: RegisterCallbackInput!) { registerCallback(input: $input) { callback { id url } } }',
      { input: { url: `http://127.0.0.1:9/${kind}-of-side-${index}`, types: ['APPLICATION_STATE_CHANGED'] } },
    )
    const { id, url } = registerCallback.callback
    note(keysOf[index], 'callback', id)
    markers.add(`callback of ${kind}`, id, [`${kind}-${index}`])
    markers.add(`address of a callback of ${kind}`, url, [`${kind}-${index}`])
  }
}
