import type { ExchangeRow } from '@yunzhen/contracts/case/row';
import { disclosureQueries } from '@yunzhen/contracts/disclosure/queries';
import { useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Disclose } from '../../parts/disclose.tsx';
import { Facts } from '../../parts/facts.tsx';

const Bodies = ({ disclosureId }: { disclosureId: string }) => {
  const asked = useQuery(disclosureQueries.disclosedExchange, { disclosureId });
  return (
    <Answer to={asked} rows={2}>
      {({ asked, answered }) => (
        <Facts
          of={[
            ['内容', asked],
            ['回答', answered],
          ]}
        />
      )}
    </Answer>
  );
};

/** What was said, for who says why. */
export const ExchangeBodies = ({ of: { exchangeId, patientId } }: { of: ExchangeRow }) => {
  const [asking, setAsking] = useState(false);
  const [disclosureId, setDisclosureId] = useState<string>();
  if (disclosureId) return <Bodies disclosureId={disclosureId} />;
  return (
    <>
      <div>
        <Button small onClick={() => setAsking(true)}>
          查看内容
        </Button>
      </div>
      {asking && (
        <Disclose
          title="查阅往来内容"
          of={{ kind: 'exchange', subjectId: exchangeId, patientId }}
          onOpened={setDisclosureId}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};
