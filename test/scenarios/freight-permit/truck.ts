import { sampleUscc, sampleVin } from '@one-visit/scripts/sample/sample-data.ts'
import type { PoliceRegisterRow } from '@one-visit/scripts/simulators/police/police.ts'
import type { StationVisit } from '@one-visit/scripts/simulators/station/station.ts'

/** A truck of 18 t: its permit is asked for at the window in the inspection station. */
export const truck = {
  vin: sampleVin(7_000_001),
  plate: '浙C51234',
  station: '330303001',
  company: sampleUscc(50),
}

/** The truck in the police register. */
export function policeRow(): PoliceRegisterRow {
  return {
    xh: '33030000700001',
    hpzl: '01',
    hphm: truck.plate.slice(1),
    clsbdh: truck.vin,
    syxz: 'F',
    zt: 'A',
    cllx: 'H11',
    hdzk: '3',
    zzl: '18000',
    syr: '温州第50货运公司',
    sfzmmc: 'N',
    sfzmhm: truck.company,
    ccdjrq: `${dayFromNow(-100)} 00:00:00.0`,
    yxqz: `${dayFromNow(265)} 00:00:00.0`,
    qzbfqz: '2038-12-31',
  }
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
}

/** What the station found: a grade, and the positioning unit. */
export function visitOf(conclusion: string): StationVisit {
  return {
    comprehensive: {
      record: {
        dsId: truck.station,
        detectSn: `${truck.station}${dayFromNow(0).replaceAll('-', '')}0001`,
        detectType: '1',
        detectDate: `${dayFromNow(0)} 00:00:01`,
        vehicleNo: truck.plate,
        vinNo: truck.vin,
        travelMileage: '1200',
        detectTotalCount: '1',
      },
      detectResult: conclusion,
    },
    equipment: {
      recordId: `eq-${truck.vin}`,
      vin: truck.vin,
      station: truck.station,
      positioning: true,
      alarm: false,
      confirmedOn: dayFromNow(0),
      signedBy: 'station-clerk',
    },
  }
}

/** What the company hands in at the window. */
export const application: Record<string, unknown> = {
  item: 'FRT-01',
  officeId: truck.station,
  applicant: { name: '温州第50货运公司', uscc: truck.company, phone: '0577-88880000' },
  vehicle: { vin: truck.vin, plateNumber: truck.plate, plateColour: 'YELLOW', plateKind: '01' },
  operatorUscc: truck.company,
  division: '330303',
}
