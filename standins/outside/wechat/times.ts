/** Times as WeChat Pay writes them, Asia/Shanghai the whole year. */
const local = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);

/** `2026-03-01T12:00:00+08:00` */
export const rfc3339 = (at: number): string => `${local(at)}+08:00`;
/** `2026-03-01 12:00:00` */
export const billTime = (at: number): string => local(at).replace('T', ' ');
/** `20260301120000` */
export const compactTime = (at: number): string => local(at).replace(/\D/g, '');
