import type { EvidenceSource } from '@one-visit/kit/graph/evidence.ts'

/** The one source of this room. */
export const trafficPolice: EvidenceSource = {
  id: 'traffic-police',
  name: '公安交通管理综合应用平台',
  authority: '温州市公安局交通警察支队',
}

/** The source as its evidence names it where no service is set that could be asked: a finding says so with its name. */
export const unconnectedPolice: EvidenceSource = {
  ...trafficPolice,
  name: `${trafficPolice.name}（查询服务未接入）`,
}
