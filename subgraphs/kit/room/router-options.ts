/**
 * How addresses are found, at the gateway and in every room alike: partners' programs write paths in capitals
 * (`baseInfo/Vehicle`) or end them with a slash. What stands in a parameter keeps its case.
 */
export const routerOptions = { maxParamLength: 500, caseSensitive: false, ignoreTrailingSlash: true } as const
