/**
 * How addresses are found, at the gateway and in every room alike: partners' programs write paths in capitals
 * (`baseInfo/Vehicle`), end them with a slash or write one twice. What stands in a parameter keeps its case.
 */
export const routerOptions = {
  maxParamLength: 500,
  caseSensitive: false,
  ignoreTrailingSlash: true,
  ignoreDuplicateSlashes: true,
} as const

/** A matrix parameter with the signs around its name, which some programs encode, or put behind a slash. */
const matrixParameter = /\/?(?:;|%3B)([a-z]+)(?:=|%3D)/gi

/** The address a room looks for: `put_data%3Btoken%3Dabc` and `put_data/;token=abc` are `put_data;token=abc`. */
export function rewriteUrl({ url = '/' }: { url?: string | undefined }): string {
  const [path = '', ...query] = url.split('?')
  return [path.replace(matrixParameter, ';$1='), ...query].join('?')
}
