import { beijingMonth, beijingTime, beijingDayNumber as day } from '../beijing.ts'
import { common, type PlatformRecord, type SimulatedDriver } from './messages.ts'

function baseInfoDriver(
  companyId: string,
  { name, licenceId, phone }: SimulatedDriver,
  at: Date,
): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      Address: 330300,
      DriverName: name,
      DriverPhone: phone,
      DriverGender: Number(licenceId.charAt(16)) % 2 === 1 ? '1' : '2',
      DriverBirthday: Number(licenceId.slice(6, 14)),
      DriverNation: '汉族',
      DriverContactAddress: '温州市虚构路2号',
      LicenseId: licenceId,
      DriverType: 'C1',
      GetDriverLicenseDate: day(at, -6),
      DriverLicenseOn: day(at, -6),
      DriverLicenseOff: day(at, 4),
      TaxiDriver: 0,
      CertificateNo: licenceId,
      NetworkCarIssueOrganization: '温州市道路运输管理局',
      NetworkCarIssueDate: day(at, -2),
      GetNetworkCarProofDate: day(at, -2),
      NetworkCarProofOn: day(at, -2),
      NetworkCarProofOff: day(at, 4),
      RegisterDate: day(at),
      FullTimeDriver: 1,
      InDriverBlacklist: 0,
      CommercialType: 1,
      ContractCompany: '虚构网约车平台有限公司',
      ContractOn: day(at, -1),
      ContractOff: day(at, 2),
      EmergencyContact: '虚构二',
      EmergencyContactPhone: '13800000001',
      EmergencyContactAddress: '温州市虚构路3号',
      State: 0,
    },
  ]
}

/** A figure of a driver between zero and some maximum, the same for the same person. */
const figureOf = ({ licenceId }: SimulatedDriver, max: number): number => Number(licenceId.slice(6, 17)) % max

function baseInfoDriverEducate(
  companyId: string,
  { licenceId }: SimulatedDriver,
  at: Date,
): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      Address: 330300,
      LicenseId: licenceId,
      CourseName: '安全行车与服务规范',
      CourseDate: day(at, -1),
      StartTime: '0900',
      StopTime: '1100',
      Duration: 2,
    },
  ]
}

function baseInfoDriverApp(
  companyId: string,
  { licenceId, phone }: SimulatedDriver,
  at: Date,
): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      Address: 330300,
      LicenseId: licenceId,
      DriverPhone: phone,
      NetType: 2,
      AppVersion: '6.2.10',
      MapType: 2,
      State: 0,
    },
  ]
}

function baseInfoDriverStat(companyId: string, driver: SimulatedDriver, at: Date): PlatformRecord[] {
  return [
    {
      ...common(companyId, at),
      Address: 330300,
      LicenseId: driver.licenceId,
      // Statistics are of months that are over.
      Cycle: beijingMonth(at, -1),
      OrderCount: figureOf(driver, 400),
      TrafficViolationCount: figureOf(driver, 3),
      ComplainedCount: figureOf(driver, 5),
    },
  ]
}

function ratedDriverPunish(companyId: string, { licenceId }: SimulatedDriver, at: Date): PlatformRecord[] {
  return [
    {
      CompanyId: companyId,
      LicenseId: licenceId,
      PunishTime: Number(beijingTime(at)),
      PunishReason: '拒载',
      PunishResult: '警告',
    },
  ]
}

function ratedDriver(companyId: string, driver: SimulatedDriver, at: Date): PlatformRecord[] {
  return [
    {
      CompanyId: companyId,
      LicenseId: driver.licenceId,
      Level: figureOf(driver, 6),
      TestDate: day(at),
      TestDepartment: '温州市道路运输管理局',
    },
  ]
}

/** Messages a platform sends of its drivers. Punishment and credit have no Flag and no UpdateTime. */
export const driverRecords = {
  baseInfoDriver,
  baseInfoDriverEducate,
  baseInfoDriverApp,
  baseInfoDriverStat,
  ratedDriverPunish,
  ratedDriver,
}
