/** Every `extensions.code` (GraphQL) and `code` (HTTP) a client may meet. Codes are permanent. */
export const errorCodes = {
  BAD_USER_INPUT: 'An argument or a body is not what the contract asks for; the message names the field.',
  UNAUTHENTICATED: 'No credential, or one that is not accepted.',
  FORBIDDEN: 'The caller may not do or see this.',
  NOT_FOUND: 'There is nothing here, or nothing of yours.',
  CONFLICT: 'The thing changed since you read it, or the key was used for something else.',
  EVIDENCE_INCOMPLETE: 'A decision needs evidence that is not there.',
  SOURCE_UNAVAILABLE: 'A source the answer rests on is out of reach.',
  STORE_UNAVAILABLE:
    'The hub cannot reach or write its own data; try again after Retry-After, with the same idempotency key where there is one.',
  SOURCE_MALFORMED: 'A source answered in a form that cannot be used.',
  QUERY_TOO_LARGE: 'The operation exceeds a limit; the message names limit and value.',
  OVERLOADED: 'Too much at once; try again after Retry-After.',
  DEADLINE_EXCEEDED: 'The answer was not there in time.',
  PAYLOAD_TOO_LARGE: 'The body is larger than this route accepts.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used with another body.',
  IN_FLIGHT: 'The same request is being worked on.',
  DATA_NOT_ACCEPTED: 'The hub takes in no data of this kind: no approval needs it. Nothing of it was kept.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'Several operations and no name, or a name that is not there.',
  BAD_REQUEST: 'The HTTP request is not one GraphQL over HTTP allows.',
  METHOD_NOT_ALLOWED: 'This route does not know the method.',
  UNSUPPORTED_MEDIA_TYPE: 'This route does not read the content type.',
  SUBREQUEST_HTTP_ERROR: 'A room did not answer as it should.',
  INTERNAL_SERVER_ERROR: 'A fault of ours; quote the request id.',
} as const

/** One of the permanent error codes. */
export type ErrorCode = keyof typeof errorCodes
