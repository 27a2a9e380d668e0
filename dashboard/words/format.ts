/** How values are written: one place for money, times, ages, shares. All times are the hospital's, UTC+8. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';

const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('zh-CN');
const zone = 'Asia/Shanghai';
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false });
const full = new Intl.DateTimeFormat('zh-CN', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
export const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

export const nothing = '—';

/** Integer fen as ¥12.50, -¥1.00. */
export const money = (fen: number): string => `${fen < 0 ? '-' : ''}¥${yuan.format(Math.abs(fen) / 100)}`;
/** Where there is little room: whole yuan from ¥100,000 on, rounded down. */
export const shortMoney = (fen: number): string =>
  fen < 10_000_000 ? money(fen) : `¥${whole.format(Math.floor(fen / 100))}`;
/** Yuan for a spreadsheet: a number, exact for any sum of money. */
export const yuanOf = (fen: number): number => fen / 100;
export const count = (n: number): string => whole.format(n);
/** One decimal; a share of nothing is not a number. */
export const percent = (numerator: number, denominator: number): string =>
  denominator === 0 ? nothing : `${((100 * numerator) / denominator).toFixed(1)}%`;

export const dayOf = chinaDayOf;
/** A day moved by so many days. */
export const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
/** 10-25 周六 */
export const shortDay = (day: string): string => `${day.slice(5)} ${weekdays[weekdayOf(day) - 1]}`;

export const time = (instant: string | number | Date): string => clock.format(new Date(instant));
/** 2025-10-25 14:30:05 */
export const fullTime = (instant: string): string => full.format(new Date(instant)).replaceAll('/', '-');

/** 今天 14:30, 昨天 09:05, 10-23 14:30, and with the year where it is another one. */
export const moment = (instant: string, now: Date = new Date()): string => {
  const day = dayOf(instant);
  const today = dayOf(now);
  const named = { [dayPlus(today, -1)]: '昨天', [today]: '今天', [dayPlus(today, 1)]: '明天' }[day];
  const shown = named ?? (day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day);
  return `${shown} ${time(instant)}`;
};

/** 40 秒, 12 分钟, 3 小时 5 分, 2 天 4 小时 */
export const duration = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${Math.max(0, Math.floor(seconds))} 秒`;
  if (hours < 1) return `${minutes} 分钟`;
  if (hours < 24) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`;
  return hours % 24 ? `${Math.floor(hours / 24)} 天 ${hours % 24} 小时` : `${Math.floor(hours / 24)} 天`;
};
export const since = (instant: string, now: number): string => duration((now - Date.parse(instant)) / 1_000);

/** Age on a day from a birth date; in months below three years. Null for a date that was masked. */
export const age = (birthDate: string | null, now: Date = new Date()): string | null => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate ?? '') ?? [];
  if (!year || !month || !day) return null;
  const [y = 0, m = 0, d = 0] = dayOf(now).split('-').map(Number);
  const months = (y - Number(year)) * 12 + (m - Number(month)) - (d < Number(day) ? 1 : 0);
  return months < 36 ? `${Math.max(0, months)} 个月` : `${Math.floor(months / 12)} 岁`;
};

/** The last characters of an id, enough to tell two apart on one screen. */
export const shortId = (id: string): string => id.slice(-8).toUpperCase();
