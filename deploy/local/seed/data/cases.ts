import type { DoseUnit, Frequency, Route, Usage } from '@yunzhen/contracts/prescription/usage';

/** What people come back for, department by department: their words, the diagnosis, and the medicine that fits it. */
export interface Case {
  readonly chiefComplaint: string;
  /** ICD-10. */
  readonly diagnosis: string;
  readonly illness: string;
  readonly advice: string;
  readonly medicine: readonly [
    drug: string,
    dose: number,
    unit: DoseUnit,
    frequency: Frequency,
    route: Route,
    days: number,
    packs: number,
    more?: Partial<Usage>,
  ];
}

const oral = '1';
const inhaled = '5';
const rubbed = '612';

export const cases: Readonly<Record<string, readonly Case[]>> = {
  cardiology: [
    {
      chiefComplaint: '血压控制不稳，晨起偏高，想复诊调整用药。',
      diagnosis: 'I10',
      illness: '规律服用降压药，近两周家庭自测晨间血压 145/92 mmHg 左右，无头痛、胸闷。',
      advice: '低盐饮食，每日早晚各测血压一次并记录，两周后复诊。',
      medicine: ['XC08CAA001', 5, 'mg', 'qd', oral, 28, 1],
    },
    {
      chiefComplaint: '支架术后一年，药快吃完了，没有不舒服。',
      diagnosis: 'I25.1',
      illness: '冠状动脉支架术后规律服药，日常活动无胸痛、气短，无出血倾向。',
      advice: '继续双联用药，三个月复查血脂和肝功能，胸痛不缓解立即就近急诊。',
      medicine: ['XB01ACA007', 100, 'mg', 'qd', oral, 30, 1],
    },
    {
      chiefComplaint: '体检血脂高，吃药三个月了，想看看化验单。',
      diagnosis: 'E78.5',
      illness: '服用他汀三个月，低密度脂蛋白胆固醇由 4.1 降至 2.7 mmol/L，无肌痛。',
      advice: '清淡饮食，规律运动，继续当前剂量，三个月后复查血脂、肝功能。',
      medicine: ['XC10AAA005', 20, 'mg', 'qn', oral, 28, 1],
    },
    {
      chiefComplaint: '偶尔心慌，之前诊断早搏，想续药。',
      diagnosis: 'I49.3',
      illness: '室性期前收缩病史，近期偶有心悸，持续数秒，无晕厥、胸痛。',
      advice: '避免熬夜、浓茶和咖啡，心悸加重时记录发作时间并做心电图。',
      medicine: ['XC07ABM004', 47.5, 'mg', 'qd', oral, 28, 1],
    },
  ],
  respiratory: [
    {
      chiefComplaint: '近两周反复咳嗽，夜间明显，之前诊断过支气管炎。',
      diagnosis: 'J42',
      illness: '慢性支气管炎病史，受凉后咳嗽、咳白痰，无发热、咯血。',
      advice: '注意保暖，戒烟，痰色变黄或发热及时线下就诊。',
      medicine: ['XR05CBA027', 10, 'ml', 'tid', oral, 7, 3],
    },
    {
      chiefComplaint: '哮喘一直在用吸入药，最近控制得可以，来续药。',
      diagnosis: 'J45.9',
      illness: '近一月无夜间憋醒，每周使用缓解药不超过一次，活动不受限。',
      advice: '坚持规律吸入并漱口，随身携带缓解药，避免接触过敏原。',
      medicine: ['XR03AKB024', 1, '吸', 'bid', inhaled, 30, 1],
    },
    {
      chiefComplaint: '鼻子痒、打喷嚏，换季就犯。',
      diagnosis: 'J30.4',
      illness: '变应性鼻炎病史，换季时鼻痒、阵发喷嚏、清水涕，无发热。',
      advice: '外出戴口罩，生理盐水洗鼻，避免接触花粉和尘螨。',
      medicine: ['XR06AXL030', 10, 'mg', 'qd', oral, 6, 1],
    },
  ],
  gastroenterology: [
    {
      chiefComplaint: '上腹部隐痛、反酸，上次开的药快吃完了。',
      diagnosis: 'K21.9',
      illness: '胃食管反流病史，服药后反酸减轻，近期饱餐后仍有烧心，无黑便、消瘦。',
      advice: '少食多餐，睡前三小时不进食，抬高床头，四周后复诊。',
      medicine: ['XA02BCO035', 20, 'mg', 'qd', oral, 14, 1, { timing: 'ac' }],
    },
    {
      chiefComplaint: '慢性胃炎，饭后腹胀，想开点药。',
      diagnosis: 'K29.5',
      illness: '慢性胃炎病史，餐后上腹饱胀、嗳气，大便正常，无呕血、黑便。',
      advice: '规律进餐，忌烟酒和辛辣，症状持续请线下做胃镜复查。',
      medicine: ['XA03FAM039', 5, 'mg', 'tid', oral, 8, 1, { timing: 'ac' }],
    },
    {
      chiefComplaint: '肠胃一直不好，着凉就拉肚子。',
      diagnosis: 'K58.9',
      illness: '肠易激综合征病史，受凉或进食油腻后腹泻每日二至三次，便后缓解，无便血。',
      advice: '饮食规律，记录诱发食物，腹泻伴发热或便血立即就诊。',
      medicine: ['XA07FAB041', 2, '粒', 'bid', oral, 9, 1],
    },
  ],
  endocrinology: [
    {
      chiefComplaint: '血糖餐后偏高，想咨询是否加药。',
      diagnosis: 'E11.9',
      illness: '2 型糖尿病史，规律服药，空腹血糖 7.2、餐后两小时 11.0 mmol/L，无低血糖。',
      advice: '控制主食量，餐后步行半小时，监测七点血糖，三个月查糖化血红蛋白。',
      medicine: ['XA10BAM012', 0.5, 'g', 'bid', oral, 30, 1],
    },
    {
      chiefComplaint: '甲减复诊，最近查了甲功，想续药。',
      diagnosis: 'E03.9',
      illness: '甲状腺功能减退，替代治疗中，促甲状腺激素 3.1 mIU/L，无怕冷、乏力加重。',
      advice: '晨起空腹服药，与钙、铁剂间隔四小时，三个月复查甲状腺功能。',
      medicine: ['XH03AAL017', 50, 'μg', 'qd', oral, 30, 1, { timing: 'ac' }],
    },
    {
      chiefComplaint: '痛风好多了，尿酸还有点高，问要不要继续吃药。',
      diagnosis: 'M10.9',
      illness: '痛风间歇期，近三月无关节红肿，血尿酸 412 μmol/L，肝肾功能正常。',
      advice: '低嘌呤饮食，每日饮水两升以上，目标血尿酸低于 360 μmol/L。',
      medicine: ['XM04AAF019', 40, 'mg', 'qd', oral, 28, 2],
    },
  ],
  neurology: [
    {
      chiefComplaint: '偏头痛又犯了，一个月两三次，之前的药有效。',
      diagnosis: 'G43.9',
      illness: '偏头痛病史，单侧搏动性头痛伴畏光，服药后一小时缓解，无肢体无力。',
      advice: '记头痛日记，避免熬夜和诱发食物，每月用药不超过十天。',
      medicine: ['XN02CCR045', 5, 'mg', 'prn', oral, 6, 1, { mostADay: 5 }],
    },
    {
      chiefComplaint: '翻身时头晕，之前诊断过耳石症。',
      diagnosis: 'H81.1',
      illness: '良性阵发性位置性眩晕复位后，仍有轻度头晕，无耳鸣、听力下降。',
      advice: '避免快速转头，眩晕加重或行走不稳请线下复位治疗。',
      medicine: ['XN07CAB046', 12, 'mg', 'tid', oral, 5, 1],
    },
    {
      chiefComplaint: '帕金森复诊，手抖比上次好一点。',
      diagnosis: 'G20',
      illness: '服药后静止性震颤减轻，行走较前灵活，无异动、幻觉。',
      advice: '按时服药，餐前一小时，坚持康复训练，防跌倒。',
      medicine: ['XN04BAL048', 125, 'mg', 'tid', oral, 26, 1],
    },
  ],
  dermatology: [
    {
      chiefComplaint: '皮疹复发，瘙痒明显，想续开外用药。',
      diagnosis: 'L30.9',
      illness: '湿疹病史，双前臂红斑、丘疹伴瘙痒，照片已上传，无渗出、发热。',
      advice: '薄涂患处，连用不超过两周，每日润肤，避免热水烫洗。',
      medicine: ['XD07ACM049', 0.5, 'g', 'qd', rubbed, 14, 1],
    },
    {
      chiefComplaint: '脚气反复，夏天过后又痒。',
      diagnosis: 'B35.3',
      illness: '足癣病史，趾间脱屑、瘙痒，无红肿、渗液。',
      advice: '保持干燥，鞋袜消毒，症状消失后再用药两周。',
      medicine: ['XD01ACT050', 0.3, 'g', 'bid', rubbed, 28, 1],
    },
    {
      chiefComplaint: '身上起风团，痒，吃过抗过敏药有效。',
      diagnosis: 'L50.9',
      illness: '荨麻疹病史，风团二十四小时内自行消退，无胸闷、声音嘶哑。',
      advice: '记录可疑诱因，避免搔抓，出现呼吸困难立即急诊。',
      medicine: ['XR06AEC029', 10, 'mg', 'qd', oral, 12, 1],
    },
  ],
  paediatrics: [
    {
      chiefComplaint: '孩子过敏性鼻炎复诊的用药咨询，家里大人也有鼻炎。',
      diagnosis: 'J30.4',
      illness: '变应性鼻炎，晨起喷嚏、鼻塞，夜间睡眠可，无喘息。',
      advice: '洗鼻后用药，勤换洗床品，喘息或发热及时线下就诊。',
      medicine: ['XR06AXL030', 10, 'mg', 'qd', oral, 6, 1],
    },
    {
      chiefComplaint: '腹泻两天，家里有备用药，想问怎么吃。',
      diagnosis: 'K52.9',
      illness: '进食生冷后稀便每日三次，无血便，精神好，饮水可。',
      advice: '口服补液，清淡饮食，尿量减少或发热立即就诊。',
      medicine: ['XA07BCM040', 3, 'g', 'tid', oral, 3, 1],
    },
  ],
  tcm: [
    {
      chiefComplaint: '睡眠差，入睡困难，服药后好转想复诊。',
      diagnosis: 'G47.0',
      illness: '入睡由两小时缩短至半小时，夜醒一次，日间精神可，舌淡苔薄，脉细。',
      advice: '睡前一小时不看屏幕，午后不饮茶，按时作息。',
      medicine: ['ZA08CAA056', 10, 'ml', 'bid', oral, 5, 1],
    },
    {
      chiefComplaint: '胃口不好，饭后胀，大便不成形。',
      diagnosis: 'K30',
      illness: '脘腹胀满，食后加重，神疲乏力，舌淡苔白，脉弱。',
      advice: '忌生冷油腻，饭后缓行，两周后复诊。',
      medicine: ['ZA06CAX055', 8, '丸', 'tid', oral, 8, 1],
    },
    {
      chiefComplaint: '胸口有时闷，心电图没大问题，想中药调一调。',
      diagnosis: 'I25.1',
      illness: '冠心病史，情志不畅时胸闷，休息缓解，舌暗苔薄，脉涩。',
      advice: '舒畅情志，避免劳累，胸痛持续不缓解立即急诊。',
      medicine: ['ZA09CAF054', 10, '丸', 'tid', oral, 6, 1],
    },
  ],
};
