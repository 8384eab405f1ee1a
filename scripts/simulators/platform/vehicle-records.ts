import { beijingDayNumber as day } from '../beijing.ts'
import { common, type PlatformRecord, type SimulatedVehicle } from './messages.ts'

function baseInfoVehicle(
  companyId: string,
  { vin, plateNumber, plateColour = '94', ownerName = '虚构一', seats = 5 }: SimulatedVehicle,
  at: Date,
): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      Address: 330300,
      VehicleNo: plateNumber,
      PlateColor: plateColour,
      Seats: seats,
      Brand: '虚构牌',
      Model: 'XG7000',
      VehicleType: '小型轿车',
      OwnerName: ownerName,
      VehicleColor: '白',
      EngineId: `E${vin.slice(-8)}`,
      VIN: vin,
      CertifyDateA: day(at, -1),
      FuelType: '5',
      EngineDisplace: '0',
      Certificate: '',
      TransAgency: '',
      TransArea: '',
      TransDateStart: 0,
      TransDateStop: 0,
      CertifyDateB: 0,
      FixState: '1',
      CheckState: '1',
      FeePrintId: 'P1',
      GPSBrand: '北斗虚构',
      GPSModel: 'BD-1',
      GPSInstallDate: day(at, -1),
      RegisterDate: day(at),
      CommercialType: 1,
      FareType: '1',
      State: 0,
    },
  ]
}

function baseInfoVehicleInsurance(
  companyId: string,
  { vin, plateNumber }: SimulatedVehicle,
  at: Date,
): PlatformRecord[] {
  return (
    [
      ['交强险', 180_000],
      ['商业三者险', 1_000_000],
      ['承运人责任险', 500_000],
    ] as const
  ).map(([kind, sum], index) => ({
    ...common(companyId, at),
    VehicleNo: plateNumber,
    InsurCom: '虚构财产保险公司',
    InsurNum: `PI${vin}${index}`,
    InsurType: kind,
    InsurCount: sum,
    InsurEff: day(at),
    InsurExp: day(at, 1),
  }))
}

function baseInfoVehicleTotalMile(
  companyId: string,
  { plateNumber, totalKm = 12_000 }: SimulatedVehicle,
  at: Date,
): PlatformRecord[] {
  return [{ ...common(companyId, at), Address: 330300, VehicleNo: plateNumber, TotalMile: totalKm }]
}

/** Messages a platform sends of its vehicles. */
export const vehicleRecords = { baseInfoVehicle, baseInfoVehicleInsurance, baseInfoVehicleTotalMile }
