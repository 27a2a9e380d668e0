/** P6.1: the informed consent (知情同意书) a patient accepts before a booking. A changed text is a new version; old ones stay. */

export interface Consent {
  /** Named in the patient's acceptance and in every booking. */
  readonly version: string;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly text: string }[];
}

/** Every version that was ever shown, oldest first. */
export const consents = [
  {
    version: '1.0',
    title: '互联网医院复诊知情同意书',
    sections: [
      {
        heading: '复诊范围',
        text: '本院互联网诊疗仅为部分常见病、慢性病患者提供复诊服务，不接受首诊。您应当已在实体医疗机构就诊并有明确诊断，且本次咨询的是同一疾病；请如实上传能够证明诊断的病历、检查或处方资料。医生会先判断您是否符合复诊条件。病情出现变化、经判断属于首诊或不适合线上诊疗时，医生将终止本次诊疗，并建议您到实体医疗机构就诊。六岁以下儿童须由监护人全程陪同，并填写监护人姓名。',
      },
      {
        heading: '诊疗方式与风险',
        text: '线上诊疗通过文字、图片、语音或视频进行，医生不能进行体格检查，判断受到您所提供资料的完整性和真实性、图像质量以及网络状况的限制，可能出现信息不全、诊断偏差或沟通延迟。请如实说明病史、用药史、过敏史、妊娠或哺乳情况；因隐瞒或提供不实资料造成的后果，由您承担相应责任。接诊医生具有三年以上独立临床工作经验，您可以在医生主页查看其执业证书信息。',
      },
      {
        heading: '处方与用药',
        text: '处方由接诊医生根据病情开具，经药师审核合格并完成电子签名后生效；是否开具处方由医生决定。麻醉药品、精神药品、医疗用毒性药品、放射性药品以及其他特殊管理药品不在线上开具。请按医嘱用药，出现不适立即停药并就医。',
      },
      {
        heading: '个人信息与隐私',
        text: '为完成预约、诊疗、处方、支付和药品配送，本院会处理您和就诊人的姓名、身份证件号码、联系电话、病情资料、图文与音视频记录、病历、处方等信息，其中医疗健康信息和不满十四周岁未成年人的信息属于敏感个人信息。您同意本院在上述目的内加密存储和使用这些信息，并依照法律法规向卫生健康监管平台、医疗保障部门以及您选择的支付、配送机构提供必要内容。病历保存不少于十五年，诊疗中的图文和音视频资料保存不少于三年。您可以查询、复制、更正您的信息，也可以申请删除；法律规定的保存期限届满前，本院将停止保存以外的处理。为他人预约的，您确认已取得本人或其监护人的同意。',
      },
      {
        heading: '费用与退号',
        text: '挂号费以预约页面显示的金额为准。号源为您保留至页面所示的支付截止时间，逾期未支付的，预约自动取消；逾期到账的款项原路退回。医生接诊前您可以取消预约，挂号费全额原路退回；医生拒诊、停诊或接诊后因故不能继续的，以及经判断不符合复诊条件的，挂号费全额原路退回。医生接诊后您不能自行取消。处方药品费用另行支付。',
      },
      {
        heading: '紧急情况',
        text: '互联网医院不提供急诊服务。如出现胸痛、呼吸困难、意识障碍、大出血、抽搐、严重过敏、中毒、自伤倾向等紧急或危重情况，请立即拨打120或前往就近医疗机构急诊，不要等待线上回复。',
      },
      {
        heading: '您的确认',
        text: '您确认已阅读并理解以上内容，所提供的信息真实、完整，自愿接受互联网复诊服务，并知晓可以随时选择到实体医疗机构就诊。',
      },
    ],
  },
] as const satisfies readonly [Consent, ...Consent[]];

/** The version that bookings need today. */
export const currentConsent: Consent = consents[consents.length - 1] ?? consents[0];

/** The words as they are shown, one paragraph a line: what the recorded hash is taken over. */
export const consentText = ({ title, sections }: Consent): string =>
  [title, ...sections.flatMap(({ heading, text }) => [heading, text])].join('\n');
