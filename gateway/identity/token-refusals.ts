/** What the token endpoint refuses (RFC 6749, 5.2), with what would be right. */
import type { Advice } from '@one-visit/schema/advice.ts'
import type { FastifyReply } from 'fastify'

/** A refusal. `error_description` is printable ASCII, as the RFC wants it; Chinese stands in `advice` beside it. */
export interface TokenRefusal {
  readonly status: number
  readonly error: string
  readonly error_description: string
  readonly advice: Advice
}

export const invalidClient: TokenRefusal = {
  status: 401,
  error: 'invalid_client',
  error_description: 'client id and secret do not belong together',
  advice: {
    zh: '客户端编号与密钥不匹配；请核对 client_id 和 client_secret，或以 HTTP Basic 提供，密钥遗失的请管理员重新发放。',
    en: 'Check client_id and client_secret, in the form or as HTTP Basic; have the administrator give out another secret where it is lost.',
  },
}

export const invalidGrant: TokenRefusal = {
  status: 400,
  error: 'invalid_grant',
  error_description: 'user name and password do not belong together',
  advice: {
    zh: '用户名与密码不匹配；请核对 username 和 password，程序请改用 grant_type=client_credentials。',
    en: 'Check username and password; programs send grant_type=client_credentials in their place.',
  },
}

export const unsupportedGrant: TokenRefusal = {
  status: 400,
  error: 'unsupported_grant_type',
  error_description: 'grant_type is client_credentials or password',
  advice: {
    zh: '不支持该 grant_type；程序请填写 client_credentials，人员请填写 password。',
    en: 'Send grant_type=client_credentials for a program, or grant_type=password for a person.',
  },
}

/** The refusal of a form that lacks a parameter. */
export const missingParameter = (name: string): TokenRefusal => ({
  status: 400,
  error: 'invalid_request',
  error_description: `the parameter ${name} is missing`,
  advice: {
    zh: `缺少参数 ${name}；请以 application/x-www-form-urlencoded 表单提交，例如 grant_type=password&username=…&password=…。`,
    en: `Add ${name} to the form, e.g. grant_type=password&username=...&password=... as application/x-www-form-urlencoded.`,
  },
})

/** The refusal of a body that is no form, by the status its reader gives it; undefined where that is another matter. */
export function unreadForm(status: number | undefined): TokenRefusal | undefined {
  const error = 'invalid_request'
  if (status === 415)
    return {
      status,
      error,
      error_description: 'the body is application/x-www-form-urlencoded',
      advice: {
        zh: '请将 Content-Type 设为 application/x-www-form-urlencoded，并以表单提交参数。',
        en: 'Send the parameters as a form, with Content-Type application/x-www-form-urlencoded.',
      },
    }
  if (status !== 413) return undefined
  return {
    status,
    error,
    error_description: 'the form is larger than 8 KB',
    advice: {
      zh: '表单超过 8 KB；请只提交 grant_type 和凭证。',
      en: 'Send grant_type and credentials only; the form has at most 8 KB.',
    },
  }
}

/** Answers a refusal; nobody keeps the answer. */
export function answerRefusal(reply: FastifyReply, { status, ...body }: TokenRefusal): FastifyReply {
  if (status === 401) void reply.header('www-authenticate', 'Basic realm="one-visit-hub"')
  return reply.status(status).header('cache-control', 'no-store').send(body)
}
