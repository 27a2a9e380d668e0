/** How the product looks, said once: antd, ECharts and the mini-program make their themes from this. */

const light = {
  primary: '#0B7A75',
  primaryHover: '#096661',
  primaryTint: '#E6F4F3',
  accent: '#B35300',
  accentTint: '#FFF3E4',
  danger: '#C8321F',
  dangerTint: '#FDECE9',
  success: '#1D7F45',
  successTint: '#EEF8F2',
  text: '#16232B',
  textSecondary: '#52616B',
  textTertiary: '#626F79',
  line: '#E3E8EB',
  /** Edges of fields and buttons: 3:1 on card. */
  controlLine: '#84929B',
  page: '#F5F7F8',
  card: '#FFFFFF',
  /** Of text and icons on `primary`, `danger` and `success`. */
  onFilled: '#FFFFFF',
} as const;

export type Palette = { readonly [K in keyof typeof light]: string };

/** Text meets 4.5:1 on card and page in both. */
export const palettes: { readonly light: Palette; readonly dark: Palette } = {
  light,
  dark: {
    primary: '#3DB8B0',
    primaryHover: '#5CCBC4',
    primaryTint: '#12383A',
    accent: '#F0A04B',
    accentTint: '#3A2A16',
    danger: '#F1786A',
    dangerTint: '#3F201D',
    success: '#5CC489',
    successTint: '#17352A',
    text: '#E8EEF1',
    textSecondary: '#B4C0C7',
    textTertiary: '#98A5AD',
    line: '#2B3A43',
    controlLine: '#6B7B86',
    page: '#0D161B',
    card: '#15212A',
    onFilled: '#0B1418',
  },
};

/** Chart series, one colour per concept, told apart by colour-blind eyes; `neutral` is never text. */
export const series = {
  light: {
    registrations: '#0B7A75',
    consultations: '#3B6FB6',
    prescriptions: '#C25B00',
    revenue: '#6A4C93',
    refunds: '#C8321F',
    neutral: '#8695A0',
  },
  dark: {
    registrations: '#3DB8B0',
    consultations: '#7FA8E0',
    prescriptions: '#F0A04B',
    revenue: '#B394DB',
    refunds: '#F1786A',
    neutral: '#8695A0',
  },
} as const;
export type Series = keyof (typeof series)['light'];

/** Pixels on a 4-point grid. */
export const space = { xs: 4, s: 8, m: 12, l: 16, xl: 24, xxl: 32 } as const;
export const radius = { card: 12, control: 8 } as const;
/** Body text; `large` is the factor of 长辈模式. */
export const type = { phone: 16, desk: 14, line: 1.5, large: 1.3 } as const;
/** Smallest side of what is touched. @public used by the mini-program, which is checked apart */
export const touchTarget = 44;
/** The same in 长辈模式, as the rules for elderly-friendly apps ask for main functions. @public used by the mini-program */
export const touchTargetLarge = 60;
export const shadow = '0 1px 2px rgb(22 35 43 / 6%), 0 4px 16px rgb(22 35 43 / 6%)';
/** Milliseconds; none at all with prefers-reduced-motion. */
export const motion = { quick: 120, full: 200 } as const;
export const fonts =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif';
