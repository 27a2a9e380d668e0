/** Three doctors to a department: name, gender, title, year practice began, fee in fen, what they are good at. Invented people. */
type Doctor = readonly [
  name: string,
  gender: 'male' | 'female',
  title: 'chief' | 'associate-chief' | 'attending',
  since: number,
  fee: number,
  specialities: readonly string[],
];

export const doctors: Readonly<Record<string, readonly Doctor[]>> = {
  cardiology: [
    ['林清和', 'male', 'chief', 1996, 5_000, ['高血压', '冠心病', '心力衰竭']],
    ['周若岚', 'female', 'associate-chief', 2006, 3_000, ['心律失常', '高脂血症']],
    ['许知远', 'male', 'attending', 2014, 1_800, ['高血压', '心脏康复']],
  ],
  respiratory: [
    ['郑明棠', 'male', 'chief', 1994, 5_000, ['慢阻肺', '间质性肺病']],
    ['沈雨薇', 'female', 'associate-chief', 2005, 3_000, ['支气管哮喘', '慢性咳嗽']],
    ['何景行', 'male', 'attending', 2015, 1_800, ['肺部感染', '戒烟']],
  ],
  gastroenterology: [
    ['苏绍光', 'male', 'chief', 1995, 5_000, ['胃食管反流', '炎症性肠病']],
    ['蒋晓棠', 'female', 'associate-chief', 2007, 3_000, ['幽门螺杆菌', '慢性胃炎']],
    ['曹以宁', 'female', 'attending', 2016, 1_800, ['肠易激综合征', '便秘']],
  ],
  endocrinology: [
    ['陆文景', 'male', 'chief', 1993, 5_000, ['2型糖尿病', '甲状腺结节']],
    ['方静姝', 'female', 'associate-chief', 2004, 3_000, ['甲状腺功能异常', '妊娠糖尿病']],
    ['唐书言', 'male', 'attending', 2013, 1_800, ['高尿酸血症', '骨质疏松']],
  ],
  neurology: [
    ['韩其琛', 'male', 'chief', 1992, 5_000, ['脑卒中', '帕金森病']],
    ['宋婉清', 'female', 'associate-chief', 2006, 3_000, ['偏头痛', '眩晕']],
    ['丁子衡', 'male', 'attending', 2015, 1_800, ['失眠', '焦虑相关头痛']],
  ],
  paediatrics: [
    ['顾怀瑾', 'female', 'chief', 1997, 5_000, ['小儿哮喘', '反复呼吸道感染']],
    ['罗一诺', 'female', 'associate-chief', 2008, 3_000, ['小儿腹泻', '过敏']],
    ['谢宇辰', 'male', 'attending', 2014, 1_800, ['生长发育', '儿童保健']],
  ],
  dermatology: [
    ['叶南星', 'female', 'chief', 1998, 5_000, ['银屑病', '白癜风']],
    ['余思齐', 'male', 'associate-chief', 2007, 3_000, ['湿疹', '荨麻疹']],
    ['潘若溪', 'female', 'attending', 2016, 1_800, ['痤疮', '皮炎']],
  ],
  tcm: [
    ['杜仲景', 'male', 'chief', 1990, 5_000, ['脾胃病', '失眠']],
    ['魏采薇', 'female', 'associate-chief', 2003, 3_000, ['月经不调', '更年期调理']],
    ['姜半夏', 'male', 'attending', 2012, 1_800, ['慢性疲劳', '咳嗽']],
  ],
};

export const pharmacists = [
  ['冯其美', 'female', 1999],
  ['程砚秋', 'male', 2008],
] as const;
