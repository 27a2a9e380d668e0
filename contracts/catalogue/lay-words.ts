/** What people say they have, and the treatment subject it belongs to: a search for 头疼 leads to neurology. */

const said: Readonly<Record<string, readonly string[]>> = {
  '03.01': ['咳嗽', '咳痰', '气喘', '哮喘', '憋气', '肺炎', '支气管'],
  '03.02': ['胃疼', '胃痛', '肚子疼', '腹痛', '腹泻', '拉肚子', '便秘', '反酸', '烧心', '恶心', '打嗝', '肝炎'],
  '03.03': ['头疼', '头痛', '头晕', '眩晕', '失眠', '睡不着', '手抖', '手麻', '中风', '脑梗', '面瘫'],
  '03.04': ['心慌', '心悸', '胸闷', '胸痛', '心梗', '心肌梗死', '心绞痛', '早搏', '房颤', '血压', '血脂', '支架'],
  '03.05': ['贫血', '白血病', '血小板'],
  '03.06': ['肾炎', '蛋白尿', '尿毒症', '浮肿'],
  '03.07': ['糖尿病', '血糖', '甲亢', '甲减', '甲状腺', '痛风', '尿酸', '骨质疏松'],
  '03.08': ['红斑狼疮', '类风湿', '强直'],
  '04': ['结石', '阑尾', '疝气', '痔疮'],
  '04.03': ['腰疼', '腰痛', '颈椎', '腰椎', '关节痛', '膝盖疼', '骨折'],
  '04.04': ['尿频', '前列腺'],
  '05': ['月经', '痛经', '白带', '怀孕', '备孕', '更年期'],
  '07': ['孩子', '宝宝', '小孩', '儿童', '婴儿'],
  '10': ['眼睛', '眼干', '近视', '白内障'],
  '11': ['鼻炎', '鼻塞', '咽炎', '嗓子疼', '耳鸣', '中耳炎'],
  '12': ['牙疼', '牙痛', '牙龈', '口腔溃疡'],
  '13': ['皮疹', '湿疹', '荨麻疹', '痘', '痤疮', '瘙痒', '脱发', '癣'],
  '15': ['抑郁', '焦虑', '心情不好'],
  '50': ['调理', '上火', '脾胃', '中药'],
};

/** Codes of the subjects that treat what somebody says, of the national list or of one level above. Empty for a name. */
export const subjectsFor = (words: string): readonly string[] => {
  const typed = words.replace(/\s/g, '');
  if (typed.length < 2) return [];
  return Object.entries(said).flatMap(([code, known]) =>
    known.some(word => typed.includes(word) || (word.includes(typed) && typed.length > 1)) ? [code] : [],
  );
};

/** Whether a department is what somebody looks for: by a part of its name or introduction, or by what they say they have. */
export const leadsTo = (
  words: string,
  department: { readonly name: string; readonly introduction: string; readonly subjectCode: string },
): boolean => {
  const typed = words.replace(/\s/g, '');
  return (
    typed !== '' &&
    (`${department.name} ${department.introduction}`.includes(typed) ||
      subjectsFor(typed).some(code => department.subjectCode === code || department.subjectCode.startsWith(`${code}.`)))
  );
};
