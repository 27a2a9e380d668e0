/** 诊疗科目: the national list of treatment subjects with their second level, and which of them treat children. */

/** Second levels in their order: the first is `.01`. */
const list: Readonly<Record<string, readonly [name: string, ...below: string[]]>> = {
  '01': ['预防保健科'],
  '02': ['全科医疗科'],
  '03': [
    ...(['内科', '呼吸内科', '消化内科', '神经内科', '心血管内科', '血液内科', '肾病学', '内分泌'] as const),
    ...['免疫学', '变态反应', '老年病', '其他'],
  ],
  '04': [
    ...(['外科', '普通外科', '神经外科', '骨科', '泌尿外科', '胸外科', '心脏大血管外科'] as const),
    ...['烧伤科', '整形外科', '其他'],
  ],
  '05': ['妇产科', '妇科', '产科', '计划生育', '优生学', '生殖健康与不孕症', '其他'],
  '06': ['妇女保健科', '青春期保健', '围产期保健', '更年期保健', '妇女心理卫生', '妇女营养', '其他'],
  '07': [
    ...(['儿科', '新生儿', '小儿传染病', '小儿消化', '小儿呼吸', '小儿心脏病', '小儿肾病'] as const),
    ...['小儿血液病', '小儿神经病学', '小儿内分泌', '小儿遗传病', '小儿免疫', '其他'],
  ],
  '08': ['小儿外科', '小儿普通外科', '小儿骨科', '小儿泌尿外科', '小儿胸心外科', '小儿神经外科', '其他'],
  '09': ['儿童保健科', '儿童生长发育', '儿童营养', '儿童心理卫生', '儿童五官保健', '儿童康复', '其他'],
  '10': ['眼科'],
  '11': ['耳鼻咽喉科', '耳科', '鼻科', '咽喉科', '其他'],
  '12': ['口腔科', '口腔内科', '口腔颌面外科', '正畸', '口腔修复', '口腔预防保健', '其他'],
  '13': ['皮肤科', '皮肤病', '性传播疾病', '其他'],
  '14': ['医疗美容科'],
  '15': [
    ...(['精神科', '精神病', '精神卫生', '药物依赖', '精神康复', '社区防治', '临床心理'] as const),
    ...['司法精神', '其他'],
  ],
  '16': [
    ...(['传染科', '肠道传染病', '呼吸道传染病', '肝炎', '虫媒传染病', '动物源性传染病'] as const),
    ...['蠕虫病', '其他'],
  ],
  '17': ['结核病科'],
  '18': ['地方病科'],
  '19': ['肿瘤科'],
  '20': ['急诊医学科'],
  '21': ['康复医学科'],
  '22': ['运动医学科'],
  '23': ['职业病科'],
  '24': ['临终关怀科'],
  '25': ['特种医学与军事医学科'],
  '26': ['麻醉科'],
  '27': ['疼痛科'],
  '28': ['重症医学科'],
  '30': ['医学检验科'],
  '31': ['病理科'],
  '32': ['医学影像科'],
  '50': [
    ...(['中医科', '内科', '外科', '妇产科', '儿科', '皮肤科', '眼科', '耳鼻咽喉科', '口腔科', '肿瘤科'] as const),
    ...['骨伤科', '肛肠科', '老年病科', '针灸科', '推拿科', '康复医学', '急诊科', '预防保健科', '其他'],
  ],
  '51': ['民族医学科', '维吾尔医学', '藏医学', '蒙医学', '彝医学', '傣医学', '其他'],
  '52': ['中西医结合科'],
};

export interface Subject {
  /** `03` or `03.04` */
  readonly code: string;
  /** 内科, or 内科 · 心血管内科 */
  readonly name: string;
}

/** Every subject a department may bear, in the order of the list. */
export const subjects: readonly Subject[] = Object.keys(list)
  .sort()
  .flatMap(code => {
    const [name = '', ...below] = list[code] ?? [];
    const second = below.map((of, at) => ({
      code: `${code}.${String(at + 1).padStart(2, '0')}`,
      name: `${name} · ${of}`,
    }));
    return [{ code, name }, ...second];
  });
const names = new Map(subjects.map(({ code, name }) => [code, name]));

/**
 * What a code is called; below the second level, and for what provinces have added there, the level above. Undefined for a code that is
 * not on the list.
 */
export const subjectOf = (code: string): string | undefined =>
  names.get(code) ?? names.get(code.slice(0, 5)) ?? names.get(code.slice(0, 2));

/** Paediatrics, paediatric surgery, child health, and the paediatrics of Chinese medicine with what lies below them. */
export const treatsChildren = (code: string): boolean => /^(0[789]|50\.04)(\.|$)/.test(code);
