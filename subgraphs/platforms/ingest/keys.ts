/**
 * Spellings seen in deployed clients of the national interface, lower case, to the key meant. Keys are compared without
 * regard to case; what is on neither list is reported as unknown. The hub itself never writes these.
 */
export const misspeltKeys: Readonly<Record<string, string>> = {
  companyld: 'CompanyId',
  engineld: 'EngineId',
  licenseld: 'LicenseId',
  photold: 'PhotoId',
  feeprintld: 'FeePrintId',
  gpslnstalldate: 'GPSInstallDate',
  'commercial-type': 'CommercialType',
  transdateend: 'TransDateStop',
  fuetype: 'FuelType',
}

/** Misspelt names of messages, as `IPCType` and as the key that holds the records; lower case. */
const misspeltTypes: Readonly<Record<string, string>> = {
  baseinfovehiclelnsurance: 'baseinfovehicleinsurance',
}

/** Whether a key or an `IPCType` means a message. */
export const namesMessage = (text: string, name: string): boolean => {
  const lower = text.trim().toLowerCase()
  return (misspeltTypes[lower] ?? lower) === name.toLowerCase()
}

/** Whether a key means CompanyId. */
export const isCompanyIdKey = (key: string): boolean => ['companyid', 'companyld'].includes(key.toLowerCase())
