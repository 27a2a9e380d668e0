/** Where the hospital is: the H5 is served by it, the mini-program is told at build time. */
export const origin = process.env.TARO_ENV === 'h5' ? location.origin : (process.env.TARO_APP_ORIGIN ?? '');
export const socketAddress = `${origin.replace(/^http/, 'ws')}/connection/websocket`;
/** The address of a picture. */
export const fileAddress = (fileId: string): string => `${origin}/api/files/${fileId}`;
