/** Pictures of complaints and chats: taken, made small enough, sent, and shown to those who may see them. */
import Taro from '@tarojs/taro';
import { NoAnswer, problemOf } from '@yunzhen/contracts/api/problem';
import { fileEndpoints } from '@yunzhen/contracts/file/endpoints';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { realtimeEndpoints } from '@yunzhen/contracts/realtime/endpoints';
import { api } from './api';
import { session } from './auth';
import { toast } from './go';
import { addressOf, origin } from './origin';

const mostBytes = 4 * 1024 * 1024;
const quality = 70;

/** Pixels on the longer side: of what must be legible, and of a face. */
const longest = { picture: 1_600, photo: 480 } as const;
type Kind = keyof typeof longest;

/** Addresses on this phone; empty when nothing was chosen. */
export const choosePictures = async (count: number, kind: Kind = 'picture'): Promise<readonly string[]> => {
  try {
    const { tempFilePaths } = await Taro.chooseImage({
      count,
      sizeType: ['compressed'],
      sourceType: ['album', 'camera'],
    });
    if (process.env.TARO_ENV !== 'h5') return tempFilePaths;
    const made = await Promise.all(tempFilePaths.map(path => smaller(path, longest[kind]).catch(() => null)));
    if (made.includes(null)) toast(unreadable);
    return made.filter(one => one !== null);
  } catch (error) {
    // An unreadable file is rejected like a choice that was given up; only their words differ.
    if (!/cancel|abort/i.test(String((error as { errMsg?: unknown } | null)?.errMsg ?? error))) toast(unreadable);
    return [];
  }
};
const unreadable = '有图片无法读取，请换一张 JPG 或 PNG';

export class TooLarge extends Error {}

const { uploadPicture, uploadPhoto, picture } = fileEndpoints;
const uploads = { picture: uploadPicture, photo: uploadPhoto } as const;

/** Sends a picture and answers its id; a photo is everybody's to see. Throws TooLarge, Problem and NoAnswer; sent again it gets another id. */
export const upload = async (path: string, kind: Kind = 'picture'): Promise<string> => {
  const to = uploads[kind];
  const bytes = await read(path, longest[kind]);
  if (bytes.byteLength > mostBytes) throw new TooLarge();
  const send = async () =>
    Taro.request<unknown>({
      url: `${origin}${to.path}`,
      method: to.method,
      header: { 'content-type': typeOf(bytes), authorization: bearer() },
      data: bytes,
      timeout: 30_000,
    }).catch(() => {
      throw new NoAnswer(`${to.method} ${to.path}`);
    });
  let answer = await send();
  if (answer.statusCode === 401) {
    await renewed();
    answer = await send();
  }
  if (answer.statusCode !== 200) throw problemOf(answer.statusCode, answer.data);
  return to.answer.parse(answer.data).fileId;
};

const shown = new Map<string, Promise<string>>();
/** A local address of a picture that only signed-in people may fetch. */
export const pictureOf = (fileId: string): Promise<string> => {
  const known = shown.get(fileId) ?? fetched(fileId);
  shown.set(fileId, known);
  known.catch(() => shown.delete(fileId));
  return known;
};

const bearer = () => `Bearer ${session.read()?.accessToken ?? ''}`;
/** Any question renews an expired token on its way. */
const renewed = () =>
  session.read()?.holder.role === 'patient'
    ? api.query(patientQueries.me, {})
    : api.call(realtimeEndpoints.connectionToken, {});

const fetched = async (fileId: string): Promise<string> => {
  const get = async () => {
    const header = { authorization: bearer() };
    if (process.env.TARO_ENV !== 'h5') {
      const { statusCode, tempFilePath } = await Taro.downloadFile({ url: addressOf(picture, fileId), header });
      return { statusCode, address: tempFilePath };
    }
    const answer = await fetch(addressOf(picture, fileId), { headers: header });
    return { statusCode: answer.status, address: answer.ok ? URL.createObjectURL(await answer.blob()) : '' };
  };
  let answer = await get();
  if (answer.statusCode === 401) {
    await renewed();
    answer = await get();
  }
  if (answer.statusCode !== 200) throw problemOf(answer.statusCode, undefined);
  return answer.address;
};

/** The bytes of a local picture; WeChat makes it smaller first when it is large. */
const read = async (path: string, most: number): Promise<ArrayBuffer> => {
  if (process.env.TARO_ENV === 'h5')
    return Uint8Array.from(atob(path.slice(path.indexOf(',') + 1)), letter => letter.charCodeAt(0)).buffer;
  const size = { src: path, quality, ...(most < longest.picture && { compressedWidth: most }) };
  const { tempFilePath } = await Taro.compressImage(size).catch(() => ({ tempFilePath: path }));
  return new Promise((resolve, reject) =>
    Taro.getFileSystemManager().readFile({
      filePath: tempFilePath,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: reject,
    }),
  );
};

/** In a browser: at most so many pixels wide or high, without where it was taken, and as a text that outlives a reload. */
const smaller = async (path: string, most: number): Promise<string> => {
  const picture = new Image();
  picture.src = path;
  await picture.decode();
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', quality / 100);
};

const typeOf = (bytes: ArrayBuffer): string => {
  const [first] = new Uint8Array(bytes, 0, 1);
  return first === 0x89 ? 'image/png' : first === 0x52 ? 'image/webp' : 'image/jpeg';
};
