/** The design tokens as antd's theme. */
import { fonts, motion, palettes, radius, type } from '@yunzhen/contracts/design-tokens';
import { type ThemeConfig, theme } from 'antd';
import { control } from './tokens.ts';

export const antdTheme = (dark: boolean, moving: boolean, touch: boolean): ThemeConfig => {
  const colour = dark ? palettes.dark : palettes.light;
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colour.primary,
      colorInfo: colour.primary,
      colorLink: colour.primary,
      colorSuccess: colour.success,
      colorWarning: colour.accent,
      colorError: colour.danger,
      colorPrimaryBg: colour.primaryTint,
      colorInfoBg: colour.primaryTint,
      colorInfoBorder: colour.line,
      colorSuccessBg: colour.successTint,
      colorSuccessBorder: colour.line,
      colorWarningBg: colour.accentTint,
      colorWarningBorder: colour.line,
      colorErrorBg: colour.dangerTint,
      colorErrorBorder: colour.line,
      colorPrimaryHover: colour.primaryHover,
      colorPrimaryActive: colour.primaryHover,
      colorLinkHover: colour.primaryHover,
      colorLinkActive: colour.primaryHover,
      // The usual ones are lighter than text may be.
      colorErrorHover: colour.danger,
      colorErrorActive: colour.danger,
      colorErrorTextHover: colour.danger,
      colorErrorTextActive: colour.danger,
      colorErrorBorderHover: colour.danger,
      colorText: colour.text,
      colorTextSecondary: colour.textSecondary,
      colorTextTertiary: colour.textTertiary,
      colorTextDescription: colour.textSecondary,
      colorTextPlaceholder: colour.textTertiary,
      colorBorder: colour.controlLine,
      colorBorderSecondary: colour.line,
      colorBgLayout: colour.page,
      colorBgContainer: colour.card,
      colorBgElevated: colour.card,
      colorTextLightSolid: colour.onFilled,
      borderRadius: radius.control,
      borderRadiusLG: radius.card,
      fontSize: type.desk,
      lineHeight: type.line,
      fontFamily: fonts,
      ...(touch && { controlHeight: control.touch, controlHeightSM: 36 }),
      motion: moving,
      motionDurationMid: `${motion.full / 1_000}s`,
      motionDurationSlow: `${motion.full / 1_000}s`,
    },
    components: {
      Button: { primaryShadow: 'none', defaultBorderColor: colour.line },
      Tooltip: { colorTextLightSolid: '#FFFFFF' },
    },
  };
};
