import type { Account } from '@one-visit/gateway/identity/issuer.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { sampleUscc } from '../sample/sample-data.ts'
import { platforms, sampleCitizen, stations } from '../sample/sample-names.ts'

/** Accounts of the embedded issuer, one a role; the password is the name. Never in production. */
export function demoAccounts(pseudonym: PseudonymKey): Account[] {
  const [station, otherStation] = stations
  return [
    person('bureau-clerk', '市局审批员', {
      roles: ['BUREAU_CLERK'],
      organisation: 'wenzhou-bureau',
      division: '330300',
      authority: 'wenzhou-bureau',
    }),
    person('station-clerk', '检测站窗口审批员', {
      roles: ['STATION_CLERK'],
      organisation: station.id,
      division: station.division,
      authority: 'wenzhou-bureau',
    }),
    person('other-station-clerk', '另一检测站窗口审批员', {
      roles: ['STATION_CLERK'],
      organisation: otherStation.id,
      division: otherStation.division,
      authority: 'wenzhou-bureau',
    }),
    person('second-officer', '检测站窗口复核员', {
      roles: ['STATION_CLERK'],
      organisation: station.id,
      division: station.division,
      authority: 'wenzhou-bureau',
    }),
    person('county-clerk', '县局审批员', {
      roles: ['COUNTY_CLERK'],
      organisation: 'county-330324',
      division: '330324',
      authority: 'county-330324',
    }),
    person('company-agent', '出租公司经办人', {
      roles: ['COMPANY_AGENT'],
      organisation: sampleUscc(0),
      division: '330302',
    }),
    person('platform-agent', '平台经办人', {
      roles: ['PLATFORM'],
      organisation: platforms[3].companyId,
      division: '330300',
    }),
    person('citizen', sampleCitizen.name, {
      roles: ['CITIZEN'],
      ref: pseudonymOf(sampleCitizen.residentId, pseudonym),
    }),
    person('auditor', '审计员', { roles: ['AUDITOR'], organisation: 'wenzhou-audit', division: '330300' }),
    person('administrator', '管理员', {
      roles: ['ADMINISTRATOR'],
      organisation: 'wenzhou-bureau',
      division: '330300',
    }),
    {
      kind: 'client',
      id: 'station-system',
      secret: 'station-system',
      name: '检测站系统',
      roles: ['STATION'],
      organisation: station.id,
    },
    {
      kind: 'client',
      id: 'police-system',
      secret: 'police-system',
      name: '交警系统',
      roles: ['POLICE'],
      organisation: 'wenzhou-traffic-police',
    },
    {
      kind: 'client',
      id: 'register-system',
      secret: 'register-system',
      name: '运政系统',
      roles: ['PARTNER'],
      organisation: 'wenzhou-transport-register',
    },
  ]
}

function person(id: string, name: string, more: Omit<Account, 'kind' | 'id' | 'secret' | 'name'>): Account {
  return {
    kind: 'person',
    id,
    secret: id,
    name,
    ...more,
  }
}
