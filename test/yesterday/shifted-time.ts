/** Lets this process live as if it had begun at another instant; time goes on from there. Never used by a test. */
export function shiftTime(beginsAt: string): void {
  const MachineDate = Date
  const shiftMs = MachineDate.parse(beginsAt) - MachineDate.now()
  globalThis.Date = class ShiftedDate extends MachineDate {
    constructor(...parts: number[]) {
      if (parts.length === 0) super(MachineDate.now() + shiftMs)
      else super(...(parts as [number]))
    }
    static override now(): number {
      return MachineDate.now() + shiftMs
    }
  } as DateConstructor
}
