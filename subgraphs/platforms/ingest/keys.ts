/**
 * Spellings seen in deployed clients of the national interface, lower case, to the key meant. Keys are compared without
 * regard to case; what is on neither list is reported as unknown. The hub itself never writes these.
 */
export const misspeltKeys: Readonly<Record<string, string>> = {
  companyld: 'CompanyId',
  engineld: 'EngineId',
  licenseld: 'LicenseId',
  licensephotold: 'LicensePhotoId',
  photold: 'PhotoId',
  payld: 'PayId',
  legalld: 'LegalID',
  feeprintld: 'FeePrintId',
  gpslnstalldate: 'GPSInstallDate',
  'commercial-type': 'CommercialType',
  transdateend: 'TransDateStop',
  fuetype: 'FuelType',
  tafficviolationcount: 'TrafficViolationCount',
}

/** Misspelt names of messages, as `IPCType` and as the key that holds the records; lower case. */
const misspeltTypes: Readonly<Record<string, string>> = {
  baselnfocompany: 'baseinfocompany',
  baselnfocompanystat: 'baseinfocompanystat',
  baselnfocompanypay: 'baseinfocompanypay',
  baselnfocompanyservice: 'baseinfocompanyservice',
  baselnfocompanypermit: 'baseinfocompanypermit',
  baselnfocompanyfare: 'baseinfocompanyfare',
  baselnfovehicle: 'baseinfovehicle',
  baseinfovehiclelnsurance: 'baseinfovehicleinsurance',
  baselnfovehiclelnsurance: 'baseinfovehicleinsurance',
  baselnfovehicletotalmile: 'baseinfovehicletotalmile',
  baselnfodriver: 'baseinfodriver',
  baselnfodrivereducate: 'baseinfodrivereducate',
  baselnfodriverapp: 'baseinfodriverapp',
  baselnfodriverstat: 'baseinfodriverstat',
  baselnfopassenger: 'baseinfopassenger',
}

/** Name of the message a key or an `IPCType` means, lower case, spelling put right. */
export function meaningOf(text: string): string {
  const lower = text.trim().toLowerCase()
  return misspeltTypes[lower] ?? lower
}

/** Whether a key or an `IPCType` means a message. */
export const namesMessage = (text: string, name: string): boolean => meaningOf(text) === name.toLowerCase()

/** Whether a key means CompanyId. */
export const isCompanyIdKey = (key: string): boolean => ['companyid', 'companyld'].includes(key.toLowerCase())
