/** Amounts, times and ages as people read them. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { ageOn } from '@yunzhen/contracts/patient/id-number';

/** 1250 → ¥12.50 */
export const yuan = (fen: number): string => `${fen < 0 ? '-' : ''}¥${(Math.abs(fen) / 100).toFixed(2)}`;

const clockOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
export const weekday = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

export const today = (now = new Date()): string => chinaDayOf(now);
export const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** `2026-11-24` → 今天, 明天, 昨天, 11月26日, with the year when it is another. */
export const dayName = (day: string, now = new Date()): string => {
  const base = today(now);
  if (day === base) return '今天';
  if (day === dayFrom(base, 1)) return '明天';
  if (day === dayFrom(base, -1)) return '昨天';
  const [year, month, date] = day.split('-').map(Number);
  const short = `${month}月${date}日`;
  return day.slice(0, 4) === base.slice(0, 4) ? short : `${year}年${short}`;
};

/** 今天 14:30 */
export const moment = (instant: string): string => `${dayName(chinaDayOf(instant))} ${clockOf(instant)}`;
/** 2026年11月24日 14:30:05 */
export const fullMoment = (instant: string): string => {
  const there = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  const [year, month, date] = there.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${date}日 ${there.slice(11, 19)}`;
};
/** 2026年11月24日 周二 */
export const fullDay = (instant: string): string => {
  const day = chinaDayOf(instant);
  return `${fullMoment(instant).split(' ')[0]} ${weekday(day)}`;
};
export const clock = clockOf;
/** When a session begins; one that takes the whole day has no hour: 今天. */
export const begins = (startsAt: string): string =>
  clockOf(startsAt) === '00:00' ? dayName(chinaDayOf(startsAt)) : moment(startsAt);
/** 14:00–17:30; a session from midnight to midnight is 全天. */
export const hours = (startsAt: string, endsAt: string): string =>
  clockOf(startsAt) === '00:00' && clockOf(endsAt) === '00:00' ? '全天' : `${clockOf(startsAt)}–${clockOf(endsAt)}`;
/** 今天 14:00–17:30 */
export const span = (startsAt: string, endsAt: string): string =>
  `${dayName(chinaDayOf(startsAt))} ${hours(startsAt, endsAt)}`;
/** 11/26 where room is short; the next days by their names. */
export const shortDay = (day: string): string =>
  dayName(day).length === 2 ? dayName(day) : `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;

/** 14:59 */
export const countdown = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};
/** 3 分钟, 2 小时 5 分 */
export const duration = (ms: number): string => {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return '不到 1 分钟';
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} 小时 ${minutes % 60} 分` : `${Math.floor(hours / 24)} 天 ${hours % 24} 小时`;
};

export const age = (birthDate: string | null): string => (birthDate ? `${ageOn(birthDate, today())} 岁` : '');
export const rating = ({ stars, ratings }: { stars: number; ratings: number }): string =>
  ratings === 0 ? '暂无评分' : (stars / ratings).toFixed(1);
export const masked = (idNumber: string): string => `${idNumber.slice(0, 4)}${'*'.repeat(10)}${idNumber.slice(-4)}`;
