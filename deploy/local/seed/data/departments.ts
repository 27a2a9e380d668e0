/** Eight departments with the regulator's treatment subject code. */
export const departments = [
  {
    key: 'cardiology',
    name: '心血管内科',
    subjectCode: '03.04',
    introduction: '高血压、冠心病、心律失常、心力衰竭等慢性病的复诊与用药调整。',
  },
  {
    key: 'respiratory',
    name: '呼吸内科',
    subjectCode: '03.01',
    introduction: '慢阻肺、哮喘、慢性咳嗽与肺部感染恢复期的复诊随访。',
  },
  {
    key: 'gastroenterology',
    name: '消化内科',
    subjectCode: '03.02',
    introduction: '胃炎、反流性食管炎、肠易激综合征、幽门螺杆菌感染的复诊。',
  },
  {
    key: 'endocrinology',
    name: '内分泌科',
    subjectCode: '03.07',
    introduction: '糖尿病、甲状腺疾病、高尿酸血症与骨质疏松的长期管理。',
  },
  {
    key: 'neurology',
    name: '神经内科',
    subjectCode: '03.03',
    introduction: '头痛、眩晕、失眠、脑卒中恢复期与帕金森病的复诊。',
  },
  {
    key: 'paediatrics',
    name: '儿科',
    subjectCode: '07',
    introduction: '儿童呼吸道与消化道常见病、过敏与生长发育随访。',
  },
  { key: 'dermatology', name: '皮肤科', subjectCode: '13', introduction: '湿疹、荨麻疹、痤疮、银屑病等皮肤病的复诊。' },
  {
    key: 'tcm',
    name: '中医内科',
    subjectCode: '50.01',
    introduction: '脾胃病、失眠、月经不调与慢性疲劳的中医调理复诊。',
  },
] as const;
