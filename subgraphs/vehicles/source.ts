import type { EvidenceSource } from '@one-visit/kit/graph/evidence.ts'

/** The transport register: who answers for registrations and permits, whoever handed them on. */
export const transportRegister: EvidenceSource = {
  id: 'transport-register',
  name: '道路运政管理信息系统',
  authority: '温州市道路运输管理局',
}

/** The hub itself, which writes the permits it issues into the register. */
export const hubApprovals = 'hub-approvals'
