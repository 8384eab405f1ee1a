/** Who plays: two platforms, two stations and the police; three vehicles and three plates, all synthetic. */
export const companies = ['CMODEL01', 'CMODEL02'] as const
export const stations = ['330399001', '330399002'] as const
export const police = 'traffic-police'
export const vehicles = ['LGXC16DF5H0900001', 'LGXC16DF7H0900002', 'LGXC16DF9H0900003'] as const
export const plates = ['浙CD90001', '浙CD90002', '浙CD90003'] as const

export const senders = [...companies, ...stations, police] as const
export type Sender = (typeof senders)[number]
export type RoomName = 'platforms' | 'inspections' | 'traffic-police'

/** The room a sender sends to. */
export function roomOf(sender: Sender): RoomName {
  if (sender === police) return 'traffic-police'
  return (companies as readonly string[]).includes(sender) ? 'platforms' : 'inspections'
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** When every run begins: nine in the morning in Wenzhou. */
export const beginning = Date.parse('2026-06-01T09:00:00+08:00')

/** The city the permit is asked for, and the office that decides. */
export const division = '330399'
export const officeId = '330399001'
/** Owner of every vehicle, who applies for it too. */
export const ownerUscc = '91330399MA2000246J'

/** What the police hold of every vehicle and never change; days no clock step of a run reaches. */
export const registered = { seats: 5, registeredOn: '2024-06-01', scrapOn: '2035-01-01', wheelbaseMm: 2_700 }

/** The day in Wenzhou at an instant, YYYY-MM-DD. */
export const dayAt = (instant: number): string => new Date(instant + 8 * hour).toISOString().slice(0, 10)

/** The plate a vehicle's application names, and which it bears when a run begins. */
export const plateOfApplication = (vin: string): string =>
  plates[(vehicles as readonly string[]).indexOf(vin)] ?? ''
