/** What a browser or phone calls itself, in words that a person knows it by. */
const systems = [
  [/iPhone|iPad/, '苹果手机'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, '安卓手机'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
] as const;
const browsers = [
  [/MicroMessenger|wechat/i, '微信'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;

const first = (table: readonly (readonly [RegExp, string])[], device: string): string | undefined =>
  table.find(([pattern]) => pattern.test(device))?.[1];

/** Windows · Edge; what is not recognised is shown as it is. */
export const deviceWords = (device: string): string => {
  const words = [first(systems, device), first(browsers, device)].filter(word => word !== undefined);
  return words.length > 0 ? words.join(' · ') : device.slice(0, 40) || '未知设备';
};
