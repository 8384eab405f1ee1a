/** Names of fields that hold numbers of persons' documents, in the spellings of the formats the hub reads. */
const idKey =
  /licen[sc]eid|idcard|identity|residentid|sfzmhm|sfzhm|legalid|idnumber|certificateno|practitioner|证件号/i

/** Whether a field of this name asks for the number of a person's document. */
export const isIdKey = (key: string): boolean => idKey.test(key)
