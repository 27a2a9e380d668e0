/** 审计记录: who looked at what and at whom, who signed in, was refused, or changed something. */

import { type AuditShown, auditQueries } from '@yunzhen/contracts/audit/queries';
import { auditKindWords, auditOutcomeWords, endpointWords } from '@yunzhen/contracts/audit/trail.zh';
import { isolated } from '@yunzhen/contracts/text';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { refusalWords } from '../../words/problems.ts';
import { disclosureReasonWords, roleWords, topicWords } from '../../words/states.ts';

const topicOf = ({ topic, what }: AuditShown): string =>
  (topic === null ? endpointWords[what] : topicWords[topic]) ?? what;
const whoOf = ({ whoName, who }: AuditShown): string =>
  whoName === null ? (who === null ? '未登录' : shortId(who)) : isolated(whoName);
const outcomeOf = ({ outcome }: AuditShown): string =>
  outcome === 'done' ? auditOutcomeWords.done : `${auditOutcomeWords.refused}：${refusalWords(outcome) ?? outcome}`;
/** Whom it shows; where it names nobody, what was asked for. */
const idsOf = ({ whose, about }: AuditShown): readonly string[] => (whose.length > 0 ? whose : about ? [about] : []);
/** As many as a row has room for. */
const shownIds = 2;

export const trail: Listing<AuditShown> = {
  name: '审计记录',
  query: auditQueries.audit,
  idOf: ({ entryId }) => entryId,
  columns: [
    { key: 'at', title: '时间', value: row => fullTime(row.at), show: row => <Moment at={row.at} /> },
    {
      key: 'who',
      title: '人员',
      value: whoOf,
      show: row => (row.who === null ? whoOf(row) : <Link to={`?who=${row.who}`}>{whoOf(row)}</Link>),
    },
    { key: 'role', title: '角色', value: row => row.role && roleWords[row.role] },
    { key: 'kind', title: '类别', value: row => auditKindWords[row.kind] },
    { key: 'topic', title: '内容', value: topicOf },
    {
      key: 'whose',
      title: '对象',
      value: row => idsOf(row).join(' '),
      show: row => (
        <>
          {idsOf(row)
            .slice(0, shownIds)
            .map((id, index) => (
              <Fragment key={id}>
                {index > 0 && ' '}
                <Link to={`?whose=${id}`}>{shortId(id)}</Link>
              </Fragment>
            ))}
          {idsOf(row).length > shownIds && ` 等 ${idsOf(row).length} 人`}
        </>
      ),
    },
    { key: 'reason', title: '原因', value: row => row.reason && disclosureReasonWords[row.reason] },
    { key: 'from', title: '来自', value: row => row.from },
    { key: 'outcome', title: '结果', value: outcomeOf },
    { key: 'what', title: '操作代码', value: row => row.what, extra: true },
    { key: 'about', title: '关联编号', value: row => row.about, extra: true },
    { key: 'whoId', title: '人员账号', value: row => row.who, extra: true },
  ],
  filters: [
    { name: 'kind', label: '类别', options: optionsOf(auditKindWords) },
    { name: 'outcome', label: '结果', options: optionsOf(auditOutcomeWords) },
    { name: 'role', label: '角色', options: optionsOf(roleWords) },
  ],
  linked: { who: '只看一个人员', whose: '只看一个对象' },
  empty: ['没有审计记录', '查看个人信息、登录、导出、被拒绝的操作和管理操作，都会自动记在这里，至少保存三年。'],
};
