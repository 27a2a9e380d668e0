/** The unofficial side of a stand-in: what no patient and no hospital could ask of the real one. */
export type Control = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => Promise<unknown>;

/** @param base up to and without `/_standin`. Throws with status and words of what was refused. */
export const control =
  (base: string): Control =>
  async (method, path, body) => {
    const response = await fetch(`${base}/_standin/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path.split('?')[0]}: ${response.status} ${text.slice(0, 200)}`);
    return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  };
