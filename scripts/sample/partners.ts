import type { SourceRegistration } from '@one-visit/kit/feed/kept/sources.ts'
import type { HubKeys } from '../host/keys.ts'
import { platforms, stations } from './sample-names.ts'

/** Who may send to which room in the one-process mode; in production administrators register partners. */
export function partnersOf(keys: HubKeys): Readonly<Record<string, readonly SourceRegistration[]>> {
  const heartbeatEverySeconds = 600
  const register: SourceRegistration = {
    id: 'transport-register',
    name: '道路运政管理信息系统',
    authority: '温州市道路运输管理局',
    organisation: 'wenzhou-transport-register',
    tokens: [keys.tokenOf('transport-register')],
    allowed: ['*'],
    heartbeatEverySeconds,
  }
  const rooms: SourceRegistration = {
    id: 'hub-rooms',
    name: '枢纽内部事件',
    authority: '最多跑一次枢纽',
    organisation: 'hub',
    webhookSecrets: [keys.secretOf('hub-rooms')],
    allowed: ['*'],
  }
  const approvals: SourceRegistration = {
    id: 'hub-approvals',
    name: '枢纽审批',
    authority: '温州市道路运输管理局',
    organisation: 'hub',
    webhookSecrets: [keys.secretOf('hub-approvals')],
    allowed: ['*'],
  }
  return {
    vehicles: [register, rooms, approvals],
    operators: [register],
    drivers: [register],
    offices: [
      {
        id: 'office-directory',
        name: '办事机构目录',
        authority: '温州市道路运输管理局',
        organisation: 'wenzhou-bureau',
        tokens: [keys.tokenOf('office-directory')],
        allowed: ['*'],
        heartbeatEverySeconds,
      },
    ],
    'traffic-police': [
      {
        id: 'traffic-police',
        name: '公安交通管理综合应用平台',
        authority: '温州市公安局交通警察支队',
        organisation: 'wenzhou-traffic-police',
        tokens: [keys.tokenOf('traffic-police')],
        webhookSecrets: [keys.secretOf('traffic-police')],
        allowed: ['*'],
      },
    ],
    platforms: platforms.map(({ companyId, name }) => ({
      id: companyId,
      name,
      authority: name,
      organisation: companyId,
      tokens: [keys.tokenOf(companyId)],
      allowed: [companyId],
      heartbeatEverySeconds,
    })),
    // The register sends the stations' licences; no station states its own.
    inspections: [
      register,
      ...stations.map(({ id, name }) => ({
        id,
        name,
        authority: name,
        organisation: id,
        tokens: [keys.secretOf(id)],
        webhookSecrets: [keys.secretOf(id)],
        allowed: [id],
        heartbeatEverySeconds,
      })),
    ],
  }
}
