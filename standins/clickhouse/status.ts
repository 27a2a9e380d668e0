/** The HTTP status ClickHouse answers with for each of its exceptions; what is not listed is 500. */
const badRequest = [
  ...['BAD_ARGUMENTS', 'CANNOT_COMPILE_REGEXP', 'CANNOT_PARSE_TEXT', 'CANNOT_PARSE_ESCAPE_SEQUENCE'],
  ...['CANNOT_PARSE_QUOTED_STRING', 'CANNOT_PARSE_DATE', 'CANNOT_PARSE_DATETIME', 'CANNOT_PARSE_NUMBER'],
  ...['CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING', 'CANNOT_PARSE_IPV4', 'CANNOT_PARSE_IPV6', 'CANNOT_PARSE_UUID'],
  ...['CANNOT_PARSE_INPUT_ASSERTION_FAILED', 'DUPLICATE_COLUMN', 'ILLEGAL_COLUMN', 'THERE_IS_NO_COLUMN'],
  ...['UNKNOWN_ELEMENT_IN_AST', 'UNKNOWN_TYPE_OF_AST_NODE', 'TOO_DEEP_AST', 'TOO_BIG_AST'],
  ...['UNEXPECTED_AST_STRUCTURE', 'SYNTAX_ERROR', 'INCORRECT_DATA', 'TYPE_MISMATCH'],
  'VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE',
];
const notFound = [
  ...['UNKNOWN_TABLE', 'UNKNOWN_FUNCTION', 'UNKNOWN_IDENTIFIER', 'UNKNOWN_TYPE', 'UNKNOWN_STORAGE'],
  ...['UNKNOWN_DATABASE', 'UNKNOWN_SETTING', 'UNKNOWN_DIRECTION_OF_SORTING', 'UNKNOWN_AGGREGATE_FUNCTION'],
  ...['UNKNOWN_FORMAT', 'UNKNOWN_DATABASE_ENGINE', 'UNKNOWN_TYPE_OF_QUERY', 'UNKNOWN_ROLE'],
];
const statuses = new Map([
  ...badRequest.map(name => [name, 400] as const),
  ...notFound.map(name => [name, 404] as const),
  ['TIMEOUT_EXCEEDED', 408],
  ['QUERY_IS_TOO_LARGE', 413],
  ['NOT_IMPLEMENTED', 501],
  ['CANNOT_OPEN_FILE', 503],
  ['CANNOT_SCHEDULE_TASK', 503],
  ['ABORTED', 503],
]);

/** Takes the engine's text apart: `Code: 60. DB::Exception: … (UNKNOWN_TABLE)` is `{ code: 60, status: 404 }`; other text is 500, code 1002 as a server says for what it cannot name. */
export const classify = (text: string): { readonly code: number; readonly status: number } => {
  const found = /^Code: (\d+)\..*\(([A-Z0-9_]+)\)\s*$/s.exec(text);
  return { code: Number(found?.[1] ?? 1002), status: statuses.get(found?.[2] ?? '') ?? 500 };
};
