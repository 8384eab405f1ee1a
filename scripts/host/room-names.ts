/** Rooms that are fed, by name; what a tool can be asked for without loading a room. */
export const fedRooms = [
  'drivers',
  'vehicles',
  'operators',
  'inspections',
  'traffic-police',
  'platforms',
  'offices',
] as const

/** Name of a room that is fed. */
export type FedRoomName = (typeof fedRooms)[number]

/** Whether there is a fed room of this name. */
export function isFedRoom(name: string): name is FedRoomName {
  return fedRooms.some((room) => room === name)
}
