/** A request that sends a file as it is. */
export const upload = (body: Blob, signal: AbortSignal): RequestInit => ({
  method: 'POST',
  signal,
  body,
  headers: { 'content-type': body.type || 'application/octet-stream' },
});
