/** The readable form of a copy: one page that opens anywhere, without scripts, and is printed as it is. */

import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import { usageWords } from '@yunzhen/contracts/prescription/usage.zh';
import type { Said } from '@yunzhen/contracts/said';
import { texts } from '@yunzhen/contracts/texts.zh';
import { roleWords } from '@yunzhen/contracts/timeline/text.zh';
import { saidTo } from '@yunzhen/contracts/words';
import type { Copy } from './copy.ts';

type Value = string | number | null | undefined;
/** One thing: its parts, each with what it is called. */
type Entry = readonly (readonly [label: string, value: Value])[];
type Section = readonly [title: string, entries: readonly Entry[]];

const said = (words: Said): string => saidTo('patient', words);
const time = (at: string | null): string | null =>
  at && new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
const names = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join('、');

const drugs = (lines: readonly PrescriptionLine[]): string =>
  lines.map(one => `${one.name} ${one.specification} ×${one.quantity}${one.unit}（${usageWords(one)}）`).join('\n');
const { registration, consultation, prescription, dispensing, payment, complaint, patient, privacy, disclosure } =
  texts;
const topics: Readonly<Record<string, { readonly name: string }>> = texts;

const sectionsOf = (copy: Copy): readonly Section[] => [
  [
    '账号',
    [
      [
        ['账号编号', copy.patient.patientId],
        ['注册', time(copy.patient.registeredAt)],
        ['同意知情同意书', copy.patient.consents.map(({ acceptedAt }) => time(acceptedAt)).join('、')],
        ['最近一次全部退出', time(copy.account.endedAt)],
      ],
    ],
  ],
  [
    '就诊人',
    copy.patient.visitPersons.map(one => [
      ['姓名', one.name],
      ['关系', patient.choices.relation[one.relation]],
      ['性别', patient.choices.gender[one.gender]],
      ['出生日期', one.birthDate],
      ['证件号码', one.idNumber],
      ['手机', one.phone],
      ['监护人', one.guardianName],
      ['添加', time(one.addedAt)],
    ]),
  ],
  [
    '挂号',
    copy.registrations.map(one => [
      ['就诊人', one.visitPersonName],
      ['医生', [one.departmentName, one.doctorName].filter(Boolean).join(' ')],
      ['时间', time(one.startsAt)],
      ['挂号费', yuan(one.fee)],
      ['状态', said(registration.states[one.status].word)],
      ['主诉', one.chiefComplaint],
      ['结束原因', one.endReason],
    ]),
  ],
  [
    '问诊',
    copy.consultations.map(one => [
      ['就诊人', one.visitPersonName],
      ['医生', one.doctorName],
      ['状态', said(consultation.states[one.status].word)],
      ['主诉', one.chiefComplaint],
      ['结束原因', one.endReason],
    ]),
  ],
  [
    '对话',
    copy.conversations.map(one => [
      ['就诊人', one.visitPersonName],
      ['医生', one.doctorName],
      ['开始', time(one.openedAt)],
      [
        '内容',
        one.messages
          .map(({ sentAt, from, kind, text }) => {
            const who = from === 'patient' ? '我' : from === 'doctor' ? '医生' : '系统';
            return `${time(sentAt)} ${who}：${text ?? (kind === 'picture' ? '［图片］' : '［文书］')}`;
          })
          .join('\n'),
      ],
    ]),
  ],
  [
    '病历',
    copy.records.map(one => [
      ['就诊人', one.visitPersonName],
      ['医生', [one.departmentName, one.doctorName].filter(Boolean).join(' ')],
      ['书写', time(one.writtenAt)],
      ['诊断', names(one.diagnoses)],
      ['主诉', one.chiefComplaint],
      ['现病史', one.presentIllness],
      ['既往史', one.pastHistory],
      ['处理意见', one.advice],
    ]),
  ],
  [
    '处方',
    copy.prescriptions.map(one => [
      ['就诊人', one.visitPersonName],
      ['医生', one.doctorName],
      ['审方药师', one.pharmacistName],
      ['开具', time(one.submittedAt)],
      ['诊断', names(one.diagnoses)],
      ['药品', drugs(one.lines)],
      ['金额', yuan(one.total)],
      ['状态', said(prescription.states[one.status].word)],
    ]),
  ],
  [
    '取药',
    copy.dispensings.map(one => [
      ['就诊人', one.visitPersonName],
      ['药品', drugs(one.lines)],
      ['状态', said(dispensing.states[one.status].word)],
    ]),
  ],
  [
    '缴费',
    copy.payments.map(one => [
      ['费用', one.description],
      ['时间', time(one.paidAt ?? one.createdAt)],
      ['已付', yuan(one.paid)],
      ['已退', yuan(one.refunded)],
      ['状态', said(payment.states[one.status].word)],
    ]),
  ],
  [
    '评价',
    copy.ratings.map(one => [
      ['医生', one.doctorName],
      ['时间', time(one.ratedAt)],
      ['星级', one.stars],
      ['评语', one.comment],
    ]),
  ],
  [
    '投诉',
    copy.complaints.map(one => [
      ['提交', time(one.filedAt)],
      ['状态', said(complaint.states[one.status].word)],
      [
        '经过',
        one.letters
          .map(({ at, from, text }) => `${time(at)} ${from === 'patient' ? '我' : '医院'}：${text ?? ''}`)
          .join('\n'),
      ],
    ]),
  ],
  [
    '个人信息申请',
    copy.privacyRequests.map(one => [
      ['申请', privacy.choices.kind[one.kind]],
      ['提交', time(one.requestedAt)],
      ['状态', privacy.choices.status[one.status]],
      ['说明', one.text],
      ['医院答复', one.reason],
    ]),
  ],
  [
    '谁看过我的资料',
    copy.looks.map(one => [
      ['时间', time(one.at)],
      ['人员', [roleWords[one.role], one.practitionerName].filter(Boolean).join(' ')],
      ['内容', (one.topic && topics[one.topic]?.name) ?? '图片'],
      ['原因', one.reason && disclosure.choices.reason[one.reason]],
    ]),
  ],
];

const escaped = (value: string | number): string =>
  String(value).replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
const entryOf = (entry: Entry): string => {
  const told = entry.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const lines = told.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value ?? '')}</dd>`);
  return `<dl>${lines.join('')}</dl>`;
};
const sectionOf = ([title, entries]: Section): string =>
  `<section><h2>${title}（${entries.length}）</h2>${entries.map(entryOf).join('') || '<p>没有</p>'}</section>`;

const style = `body{font:15px/1.6 sans-serif;max-width:760px;margin:24px auto;padding:0 16px;color:#1c2b33}
h2{font-size:18px;margin:28px 0 8px;border-bottom:1px solid #ccd}
dl{display:grid;grid-template-columns:8em 1fr;gap:2px 12px;margin:0 0 12px;padding:10px 0;border-bottom:1px solid #eef;break-inside:avoid}
dt{color:#52616b}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}`;

export const pageOf = (copy: Copy): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>我的个人信息</title><style>${style}</style></head><body>
<h1>我的个人信息</h1><p>云诊互联网医院，${time(copy.madeAt)} 制作。内含病历等敏感信息，请妥善保管。图片不在其中，可在对应页面查看。</p>
${sectionsOf(copy).map(sectionOf).join('\n')}
</body></html>
`;
