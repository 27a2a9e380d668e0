/** Accounts of the ledger that a way out of a difference books on. */
export const accountWords: Readonly<Record<string, string>> = {
  '1021': '1021 微信基本账户',
  '1031': '1031 渠道清算',
  '1051': '1051 短款待处理',
  '2010': '2010 患者待服务款',
  '2020': '2020 应退患者款',
  '2030': '2030 长款待处理',
  '4099': '4099 其他收入',
  '5020': '5020 核销损失',
};
