import { sampleVin } from '../sample/sample-data.ts'
import type { Hub } from './hub.ts'

const operations = `  # what the catalogue offers; no token needed
  { serviceItems { code name visitClass promisedDays } }

  # the work list of a window (station-clerk)
  { applications(states: [READY, WAITING_FOR_EVIDENCE]) { edges { node { number state vehicle { vin } } } } }

  # one vehicle, from four sources (bureau-clerk)
  { vehicle(vin: "${sampleVin(1)}") { vin registration { status record { plateNumber operatingState } }
      usage { status confirmedAt } inspection(kind: SAFETY) { status } platformRecords { status source { name } } } }`

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

Three operations to paste into GraphiQL:

${operations}
`)
}
