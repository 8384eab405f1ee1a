import { readSoapAnswer } from '../simulators/station/answers.ts'
import type { Answer, PartnerClient } from './client.ts'
import { outcomesOf } from './receipt.ts'

/**
 * A client whose SOAP answers are told as what they name: the receipt, which is asked for, or the code of a refusal. So
 * the steps of all partners are a station's too. An answer whose code and receipt disagree is told without either.
 */
export function soapPartner(client: PartnerClient): PartnerClient {
  const told = async (answer: Answer): Promise<Answer> => {
    const soap = readSoapAnswer(answer.text)
    if (soap === undefined) return answer
    const { accepted, code, text, receiptId } = soap
    if (receiptId === undefined) return { ...answer, json: { code, message: text } }
    const receipt = await client.call({ method: 'GET', path: `/feeds/inspections/receipts/${receiptId}` })
    const isWhole = outcomesOf(receipt).every(({ outcome }) => outcome !== 'QUARANTINED')
    const agrees = answer.status === 200 && receipt.status === 200 && accepted === isWhole
    return agrees ? { ...answer, status: 201, json: receipt.json } : answer
  }
  return {
    ...client,
    call: async (call) => told(await client.call(call)),
    announce: async (path, contentType, bytes) => told(await client.announce(path, contentType, bytes)),
  }
}
