import { beijingDayNumber as day } from '../beijing.ts'
import { common, type PlatformRecord, type SimulatedCompany } from './messages.ts'

function baseInfoCompany(company: SimulatedCompany, at: Date): PlatformRecord[] {
  return [
    {
      ...common(company.companyId, at),
      Address: Number(company.division),
      CompanyName: company.name,
      Identifier: company.uscc,
      BusinessScope: '网络预约出租汽车经营服务',
      ContactAddress: '温州市虚构路1号',
      EconomicType: '150',
      RegCapital: '1000万元',
      LegalName: '虚构一',
      LegalID: '330399199003070019',
      LegalPhone: '13800000000',
      State: 0,
    },
  ]
}

function baseInfoCompanyPermit(company: SimulatedCompany, at: Date): PlatformRecord[] {
  return [
    {
      ...common(company.companyId, at),
      Address: Number(company.division),
      Certificate: `浙交运管许可温字${company.division}000001号`,
      OperationArea: '温州市',
      OwnerName: company.name,
      Organization: '温州市道路运输管理局',
      StartDate: day(at, -1),
      StopDate: day(at, 3),
      CertifyDate: day(at, -1),
      State: '1',
    },
  ]
}

function baseInfoCompanyStat(
  { companyId, vehicles = 0, drivers = 0 }: SimulatedCompany,
  at: Date,
): PlatformRecord[] {
  return [{ ...common(companyId, at), VehicleNum: vehicles, DriverNum: drivers }]
}

function baseInfoCompanyPay({ companyId }: SimulatedCompany, at: Date): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      PayName: '虚构支付有限公司',
      PayId: 'Z2000033000001',
      PayType: '互联网支付',
      PayScope: '全国',
      PrepareBank: '虚构银行温州分行',
      CountDate: 7,
      State: 0,
    },
    {
      ...common(companyId, at),
      PayName: '虚构银行股份有限公司',
      // A bank has no payment licence.
      PayId: '',
      PayType: '银行卡收单',
      PayScope: '全国',
      PrepareBank: '',
      CountDate: 1,
      State: 0,
    },
  ]
}

function baseInfoCompanyService({ companyId, name, division }: SimulatedCompany, at: Date): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      Address: Number(division),
      ServiceName: `${name}温州服务中心`,
      ServiceNo: 'WZ001',
      DetailAddress: '温州市虚构路1号',
      ResponsibleName: '虚构一',
      ResponsiblePhone: '13800000000',
      ManagerName: '虚构二',
      ManagerPhone: '13800000001',
      ContactPhone: '',
      MailAddress: '温州市虚构路1号2楼',
      CreateDate: day(at, -1),
      State: 0,
    },
  ]
}

function baseInfoCompanyFare({ companyId, division }: SimulatedCompany, at: Date): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      Address: Number(division),
      // The fare code the vehicles name.
      FareType: '1',
      FareTypeNote: '快车',
      FareValidOn: Number(`${day(at, -1)}000000`),
      FareValidOff: 0,
      StartFare: 9.5,
      StartMile: 3,
      UnitPricePerMile: 2.35,
      UnitPricePerMinute: 0.4,
      UpPrice: 0.8,
      UpPriceStartMile: 15,
      MorningPeakTimeOn: '0700',
      MorningPeakTimeOff: '0900',
      EveningPeakTimeOn: '1700',
      EveningPeakTimeOff: '1900',
      OtherPeakTimeOn: '',
      OtherPeakTimeOff: '',
      PeakUnitPrice: 0.5,
      PeakPriceStartMile: 0,
      LowSpeedPricePerMinute: null,
      NightPricePerMile: 0.6,
      NightPricePerMinute: 0,
      OtherPrice: 0,
      State: 0,
    },
  ]
}

/** Messages a platform sends of itself, in the order of the interface, each with the records it makes. */
export const companyRecords = {
  baseInfoCompany,
  baseInfoCompanyStat,
  baseInfoCompanyPay,
  baseInfoCompanyService,
  baseInfoCompanyPermit,
  baseInfoCompanyFare,
}
