import type { EvidenceSource } from '@one-visit/kit/graph/evidence.ts'

/** The one source of this room. */
export const transportRegister: EvidenceSource = {
  id: 'transport-register',
  name: '道路运政管理信息系统',
  authority: '温州市道路运输管理局',
}
