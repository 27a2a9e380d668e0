import { typedOf } from '@yunzhen/client/form/typed';
import { drug } from '@yunzhen/contracts/catalogue/drug';
import type { DrugRow } from '@yunzhen/contracts/catalogue/row';
import { isolated } from '@yunzhen/contracts/text';
import { unitPriceText } from '@yunzhen/contracts/unit-price';
import { CommandDialog } from '../../parts/command-dialog.tsx';

/** A new price; prescriptions that are written keep the old one. */
export const PriceDialog = ({ of, onClose }: { of: DrugRow; onClose: () => void }) => (
  <CommandDialog
    title={`${isolated(of.name)} 调价`}
    of={drug}
    command="price"
    id={of.drugId}
    special={{ unitPrice: { label: '新价', hint: `每${of.unit}的价格` } }}
    before={{ unitPrice: typedOf({ holds: 'unit-price' }, of.unitPrice) }}
    lead={<p>现价 {unitPriceText(of.unitPrice)}。已开的处方仍按开方时的价格。</p>}
    done="已调价"
    onClose={onClose}
  />
);
