import { reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { useState } from 'react';
import { usePages } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Table } from '../../parts/listing/table.tsx';
import { DifferenceDetail } from './difference-detail.tsx';
import { differenceColumns } from './differences.tsx';

const [, ...columns] = differenceColumns;

/** Differences of one day. */
export const DayDifferences = ({ day }: { day: string }) => {
  const asked = usePages(reconciliationQueries.differences, { day, limit: 50 });
  const [chosen, choose] = useState<string>();
  return (
    <Card title="差异">
      <Answer to={{ ...asked, data: asked.rows }} rows={5} shape="table">
        {rows =>
          rows.length === 0 ? (
            <EmptyState title="没有差异" />
          ) : (
            <>
              <Table
                label="差异"
                columns={columns}
                rows={rows}
                idOf={({ differenceId }) => differenceId}
                chosen={chosen}
                onChoose={choose}
              />
              {asked.hasNextPage && (
                <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                  更多
                </Button>
              )}
            </>
          )
        }
      </Answer>
      {chosen && (
        <Dialog title="差异处理" place="drawer" onClose={() => choose(undefined)}>
          <DifferenceDetail id={chosen} />
        </Dialog>
      )}
    </Card>
  );
};
