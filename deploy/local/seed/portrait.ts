/** A drawn portrait for a demo doctor, so that no real person stands in for one; the same name gives the same picture. */
import { createHash } from 'node:crypto';

const grounds = ['#E6F4F3', '#FFF3E4', '#EAF0F8', '#F3ECF7', '#EEF4E8', '#F8EDED'];
const hairs = ['#2B2320', '#3A2E28', '#4A4A4A', '#6B6B6B'];
const skins = ['#F2CFB3', '#EBC19E', '#F6D9C3'];

export const portrait = (name: string, gender: 'male' | 'female'): Buffer => {
  const bytes = createHash('sha256').update(name).digest();
  const pick = (list: readonly string[], at: number) => list[(bytes[at] ?? 0) % list.length];
  const hair = pick(hairs, 1);
  const style =
    gender === 'female'
      ? `<path d="M62 96c-4-44 20-62 58-62s62 18 58 62c-2 26-4 44-10 58H72c-6-14-8-32-10-58z" fill="${hair}"/>`
      : `<path d="M70 92c-6-38 16-56 50-56s56 18 50 56c-6-20-12-26-24-30-18 6-44 6-56 2-10 6-16 14-20 28z" fill="${hair}"/>`;
  const fringe =
    gender === 'female'
      ? `<path d="M78 86c8-22 24-30 42-30s34 8 42 30c-22-4-34-12-44-20-8 10-20 16-40 20z" fill="${hair}"/>`
      : '';
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" role="img"><rect width="240" height="240" fill="${pick(grounds, 0)}"/>${style}` +
      `<path d="M104 128h32v34c0 10-32 10-32 0z" fill="${pick(skins, 2)}"/><ellipse cx="120" cy="102" rx="40" ry="46" fill="${pick(skins, 2)}"/>${fringe}` +
      `<circle cx="105" cy="102" r="4" fill="#2B2320"/><circle cx="135" cy="102" r="4" fill="#2B2320"/><path d="M108 124c8 7 16 7 24 0" stroke="#9A5B4A" stroke-width="3" fill="none" stroke-linecap="round"/>` +
      `<path d="M40 240c2-46 30-70 80-70s78 24 80 70z" fill="#fff"/><path d="M98 172l22 30 22-30 10 4-32 64-32-64z" fill="#0B7A75" opacity=".9"/>` +
      `<path d="M86 178c-6 20-2 40 8 50m60-50c6 20 2 40-8 50" stroke="#52616B" stroke-width="4" fill="none"/><circle cx="94" cy="230" r="6" fill="#52616B"/></svg>`,
  );
};
