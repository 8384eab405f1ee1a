import type { EvidenceSource } from '@one-visit/kit/graph/evidence.ts'

/** The one source of this room: what administrators enter. */
export const officeDirectory: EvidenceSource = {
  id: 'office-directory',
  name: '办事机构目录',
  authority: '温州市道路运输管理局',
}
