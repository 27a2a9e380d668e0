import type { PrescriptionShown } from '@yunzhen/contracts/prescription/views';
import { Alert, Modal } from 'antd';
import { useEffect, useEffectEvent } from 'react';
import { personWords } from '../../parts/person.tsx';
import { money } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';

export interface DialogProps {
  readonly shown: PrescriptionShown;
  readonly open: boolean;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

/** Asks once more before a prescription passes; Enter says yes from the first moment on, wherever the focus is. */
export const PassDialog = ({ shown, open, error, busy, onCancel, onPass }: DialogProps & { onPass: () => void }) => {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const elsewhere = event.target instanceof Element && event.target.closest('.ant-modal button');
    if (event.key !== 'Enter' || event.repeat || busy || elsewhere) return;
    event.preventDefault();
    onPass();
  });
  useEffect(() => {
    if (!open) return;
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [open]);
  return (
    <Modal
      open={open}
      title="通过这张处方？"
      okText="通过"
      okButtonProps={{ autoFocus: true }}
      cancelText="返回"
      confirmLoading={busy}
      onOk={onPass}
      onCancel={onCancel}
      destroyOnHidden
    >
      <p>
        {personWords(shown)}，{shown.lines.length} 种药品，{money(shown.total)}。通过后由医生发布，患者即可支付取药。
      </p>
      {error !== null && <Alert type="error" showIcon title={problemWords(error)} />}
    </Modal>
  );
};
