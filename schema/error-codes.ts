import type { Advice } from './advice.ts'
import { adviceAt, type InputPlace } from './input-advice.ts'
import { findFaultAdvice } from './record-faults.ts'

/** Every `extensions.code` (GraphQL) and `code` (HTTP) a client may meet, and what to do about it. Codes are permanent. */
export const errorCodes = {
  BAD_USER_INPUT: {
    zh: '参数或报文不符合约定，请按提示的字段更正后重新提交。',
    en: 'An argument or a body is not what the contract asks for; the message names it: correct it and send it again.',
  },
  UNAUTHENTICATED: {
    zh: '没有提供凭证，或凭证不被接受；请使用有效的令牌或签名。',
    en: 'No credential, or one that is not accepted; send a token or signature that is in force.',
  },
  FORBIDDEN: {
    zh: '无权执行该操作或查看该内容；如确需办理，请联系管理员授权。',
    en: 'The caller may not do or see this; ask the administrator if it should.',
  },
  NOT_FOUND: {
    zh: '此处没有内容，或没有属于您的内容；请核对地址和编号。',
    en: 'There is nothing here, or nothing of yours; check the address and the number.',
  },
  CONFLICT: {
    zh: '读取之后数据已变更，或编号已用于其他事项；请重新读取后再提交。',
    en: 'The thing changed since you read it, or the key was used for something else; read it again, then send.',
  },
  EVIDENCE_INCOMPLETE: {
    zh: '决定所需的数据尚不齐全；请待数据到达或补充材料后再办理。',
    en: 'A decision needs evidence that is not there; wait for it or add what is missing.',
  },
  SOURCE_UNAVAILABLE: {
    zh: '所依据的数据来源暂时无法访问；请稍后重试。',
    en: 'A source the answer rests on is out of reach; try again later.',
  },
  STORE_UNAVAILABLE: {
    zh: '枢纽暂时无法读写自身数据；请按 Retry-After 的时间，以同一幂等键重新发送。',
    en: 'The hub cannot reach or write its own data; try again after Retry-After, with the same idempotency key where there is one.',
  },
  SOURCE_MALFORMED: {
    zh: '数据来源的答复无法使用；请稍后重试，仍不成功时联系管理员。',
    en: 'A source answered in a form that cannot be used; try again later, then tell the administrator.',
  },
  QUERY_TOO_LARGE: {
    zh: '查询超出限制，提示中有限制项和数值；请缩小查询或分页。',
    en: 'The operation exceeds a limit; the message names limit and value: ask for less, or in pages.',
  },
  OVERLOADED: {
    zh: '当前请求过多；请按 Retry-After 的时间后重试。',
    en: 'Too much at once; try again after Retry-After.',
  },
  RATE_LIMITED: {
    zh: '该调用方的请求过于频繁；请按 Retry-After 的时间后重试，并降低频率或合并请求。',
    en: 'Too many requests of one caller; try again after Retry-After, and send fewer or larger ones.',
  },
  DEADLINE_EXCEEDED: {
    zh: '未能在时限内作答；请重试，或缩小查询。',
    en: 'The answer was not there in time; try again, or ask for less.',
  },
  PAYLOAD_TOO_LARGE: {
    zh: '报文超过本地址允许的大小；请分批报送。',
    en: 'The body is larger than this route accepts; send it in parts.',
  },
  BODY_TOO_SLOW: {
    zh: '报文传送过慢，连接已关闭；请检查网络后以同一幂等键重新发送，或分批报送。',
    en: 'The body came too slowly and the connection is closed; check the line and send it again under the same idempotency key, or in parts.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '该幂等键已用于另一份报文或另一个批次序号；不同的报文请使用新的幂等键。',
    en: 'The idempotency key was used with another body or another number; give another body a key of its own.',
  },
  IN_FLIGHT: {
    zh: '同一请求正在处理；请按 Retry-After 的时间后查询或重发。',
    en: 'The same request is being worked on; come again after Retry-After.',
  },
  DATA_NOT_ACCEPTED: {
    zh: '枢纽不接收此类数据，审批不需要它，且未作任何留存；请停止报送。',
    en: 'The hub takes in no data of this kind: no approval needs it. Nothing of it was kept; send no more of it.',
  },
  GRAPHQL_PARSE_FAILED: {
    zh: '提交的内容不是 GraphQL；请检查语法。',
    en: 'The document is not GraphQL; check its syntax.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    zh: '查询与模式不符；请对照模式检查字段和参数。',
    en: 'The document does not fit the schema; check its fields and arguments against it.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    zh: '有多个操作而未指定名称，或指定的名称不存在；请指明要执行的操作。',
    en: 'Several operations and no name, or a name that is not there; name the operation.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    zh: '枢纽不保存查询；请发送查询全文，不要只发送其摘要。',
    en: 'The hub keeps no queries of clients; send the document itself, not its hash alone.',
  },
  BAD_REQUEST: {
    zh: '该 HTTP 请求不是允许的 GraphQL 请求；请检查请求方法、请求头和内容。',
    en: 'The HTTP request is not one GraphQL over HTTP allows; check method, headers and body.',
  },
  METHOD_NOT_ALLOWED: {
    zh: '本地址不支持该请求方法；请改用说明中的方法。',
    en: 'This route does not know the method; use the one described.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    zh: '本地址不接收该内容类型；请按提示设置 Content-Type。',
    en: 'This route does not read the content type; send one it names.',
  },
  SUBREQUEST_HTTP_ERROR: {
    zh: '内部服务未正常作答；请稍后重试。',
    en: 'A room did not answer as it should; try again later.',
  },
  INTERNAL_SERVER_ERROR: {
    zh: '枢纽自身故障；报告时请提供请求编号。',
    en: 'A fault of ours; quote the request id.',
  },
} as const satisfies Record<string, Advice>

/** One of the permanent error codes. */
export type ErrorCode = keyof typeof errorCodes

/** Codes by which a room refuses what a caller asks, in words it chose for that. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'EVIDENCE_INCOMPLETE',
  'OVERLOADED',
  'PAYLOAD_TOO_LARGE',
  'IDEMPOTENCY_KEY_REUSED',
  'IN_FLIGHT',
  'DATA_NOT_ACCEPTED',
])

/** Whether a code refuses what a caller asks; of any other what happened is not told in the words it came in. */
export const isRefusal = (code: ErrorCode): boolean => refusals.has(code)

/** Whether a code is one of the permanent ones that clients may meet. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code)
}

/**
 * What would be right, of a refusal: by the fault of a field or body where it names one, else by its code; of a variable with
 * its name and what its type takes. Of a code nobody knows clients learn what they learn of a fault of ours.
 */
export function adviceOf({
  code,
  fault,
  ...place
}: { code?: unknown; fault?: unknown } & InputPlace): Advice {
  const advice = findFaultAdvice(fault) ?? errorCodes[isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR']
  // Of an identifier or a day its own code says what it takes.
  return adviceAt(advice, place, fault === undefined || String(fault).startsWith('FIELD_'))
}
