/** How a drug is taken, in words: one wording for both front ends, labels and HIS. */
import type { Dose, Frequency, Route, Timing, Usage } from './usage.ts';

export const frequencyWords: Readonly<Record<Frequency, string>> = {
  qd: '每日一次',
  bid: '每日两次',
  tid: '每日三次',
  qid: '每日四次',
  qn: '每晚一次',
  q12h: '每12小时一次',
  q8h: '每8小时一次',
  q6h: '每6小时一次',
  qod: '隔日一次',
  qw: '每周一次',
  biw: '每周两次',
  tiw: '每周三次',
  st: '立即一次',
  prn: '必要时',
};

export const routeWords: Readonly<Record<Route, string>> = {
  1: '口服',
  2: '直肠给药',
  3: '舌下含服',
  401: '皮下注射',
  402: '皮内注射',
  403: '肌肉注射',
  404: '静脉注射',
  5: '吸入',
  601: '椎管内给药',
  602: '关节腔内给药',
  603: '胸膜腔给药',
  604: '腹腔给药',
  605: '阴道给药',
  606: '气管内给药',
  607: '滴眼',
  608: '滴鼻',
  609: '喷喉',
  610: '含化',
  611: '敷伤口',
  612: '外用涂擦',
  699: '其他局部用药',
  9: '其他途径',
};

export const timingWords: Readonly<Record<Timing, string>> = {
  mane: '晨起',
  ac: '餐前',
  cc: '餐中',
  pc: '餐后',
  hs: '睡前',
};

const latin = /^\p{Script=Latin}|^μ/u;
/** 5 mg, 0.5片 */
export const doseWords = ({ value, unit }: Dose) => `${value}${latin.test(unit) ? ' ' : ''}${unit}`;

type Taken = Pick<Usage, 'dose' | 'frequency' | 'mostADay' | 'timing' | 'route'>;

/** Of herbal pieces it is the decoction that is taken. */
const byRoute = (route: Route, kind: string): string =>
  kind === 'herbal' && route === '1' ? '水煎服' : routeWords[route];

/** 每次 5 mg，每日一次，餐前，口服. @param kind western, patent or herbal */
export const usageWords = ({ dose, frequency, mostADay, timing, route, kind }: Taken & { readonly kind: string }) =>
  [
    `每次 ${doseWords(dose)}`,
    frequencyWords[frequency],
    mostADay !== undefined && `每日最多 ${doseWords({ value: mostADay, unit: dose.unit })}`,
    timing && timingWords[timing],
    byRoute(route, kind),
  ]
    .filter(Boolean)
    .join('，');
