import { addressed } from '@yunzhen/contracts/api/address';
import type { Endpoint } from '@yunzhen/contracts/endpoint';

/** Where the hospital is: the H5 is served by it, the mini-program is told at build time. */
export const origin = process.env.TARO_ENV === 'h5' ? location.origin : (process.env.TARO_APP_ORIGIN ?? '');
export const socketAddress = `${origin.replace(/^http/, 'ws')}/connection/websocket`;
/** The address of a picture or a photo. */
export const addressOf = ({ path }: Pick<Endpoint, 'path'>, fileId: string): string =>
  `${origin}${addressed(path, { fileId })}`;
