import { sampleUscc, sampleVehicle, sampleVin } from '../sample/sample-data.ts'
import { platforms, sampleCitizen, stations } from '../sample/sample-names.ts'
import type { Hub } from './hub.ts'

const [{ id: officeId, division }] = stations
const { vin, plateNumber, plateKind } = sampleVehicle(1)

/** What can be asked of a hub with the sample, each with the account it is for. */
export const firstOperations = [
  {
    about: 'what the catalogue offers; no token needed',
    text: `{ serviceItems { code name visitClass promisedDays } }`,
  },
  {
    about: 'an application at the window (station-clerk); its sources have said nothing yet, so it waits',
    account: 'station-clerk',
    text: `mutation { submitApplication(idempotencyKey: "first", input: { item: "RHL-02", officeId: "${officeId}"
      division: "${division}", platformCompanyId: "${platforms[3].companyId}"
      applicant: { name: "${sampleCitizen.name}", residentId: "${sampleCitizen.residentId}", phone: "13800000001" }
      vehicle: { vin: "${vin}", plateNumber: "${plateNumber}", plateColour: BLUE, plateKind: "${plateKind}" } }) { id number state } }`,
  },
  {
    about: 'the work list of a window (station-clerk)',
    account: 'station-clerk',
    text: `{ applications(states: [READY, WAITING_FOR_EVIDENCE]) { edges { node { number state vehicle { vin } } } } }`,
  },
  {
    about: 'one vehicle, from four sources (bureau-clerk)',
    account: 'bureau-clerk',
    text: `{ vehicle(vin: "${sampleVin(1)}") { vin registration { status record { plateNumber operatingState } }
      usage { status confirmedAt } inspection(kind: SAFETY) { status } platformRecords { status source { name } } } }`,
  },
] as const

/** Says what can be done with the hub that has just started. */
export function printWelcome({ url, hasDemoAccounts }: Hub): void {
  console.log(`
最多跑一次审批数据枢纽 · One-Visit Hub, ready on ${url}

  graph        ${url}/graphql
  feeds        ${url}/feeds/<room>/...`)
  if (!hasDemoAccounts) return
  console.log(`  GraphiQL     ${url}/graphiql
  tokens       curl -d 'grant_type=password&username=station-clerk&password=station-clerk' ${url}/oauth/token
  demo people  bureau-clerk station-clerk second-officer other-station-clerk county-clerk company-agent
               platform-agent citizen auditor administrator   (the password is the name)
  who they are citizen: ${sampleCitizen.name}, residentId ${sampleCitizen.residentId}
               company-agent: uscc ${sampleUscc(0)}   platform-agent: platformCompanyId ${platforms[3].companyId}
  open cases   npm run demo leaves some, READY and waiting: npm start -- --data .data/demo shows them to station-clerk

Four operations to paste into GraphiQL:

${firstOperations.map(({ about, text }) => `  # ${about}\n  ${text}`).join('\n\n')}
`)
}
