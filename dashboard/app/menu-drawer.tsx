import { Drawer } from 'antd';
import type { ReactNode } from 'react';

/** The navigation on a narrow screen. */
export default function MenuDrawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Drawer open onClose={onClose} placement="left" size={240} title="云诊管理台">
      {children}
    </Drawer>
  );
}
