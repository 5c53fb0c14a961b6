/** The reason phrases of the statuses that are sent (RFC 9110 §15; 431: RFC 6585 §5, 507: RFC 4918 §11.5). */
const phrases: ReadonlyMap<number, string> = new Map([
  [200, "OK"],
  [201, "Created"],
  [204, "No Content"],
  [206, "Partial Content"],
  [301, "Moved Permanently"],
  [303, "See Other"],
  [304, "Not Modified"],
  [400, "Bad Request"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [408, "Request Timeout"],
  [409, "Conflict"],
  [412, "Precondition Failed"],
  [413, "Content Too Large"],
  [414, "URI Too Long"],
  [415, "Unsupported Media Type"],
  [416, "Range Not Satisfiable"],
  [417, "Expectation Failed"],
  [421, "Misdirected Request"],
  [431, "Request Header Fields Too Large"],
  [500, "Internal Server Error"],
  [501, "Not Implemented"],
  [503, "Service Unavailable"],
  [505, "HTTP Version Not Supported"],
  [507, "Insufficient Storage"],
]);

/** The phrase that goes with a status, or "Unknown". */
export function reasonPhrase(status: number): string {
  return phrases.get(status) ?? "Unknown";
}

/** Whether an answer with this status never has a body (RFC 9110 §6.4.1). */
export function isBodiless(status: number): boolean {
  return status === 204 || status === 304 || status < 200;
}
