/** Line icons of one weight (Lucide), in the colour of the text around them. */
import { View } from '@tarojs/components';
import elder from 'lucide-static/icons/a-large-small.svg';
import licence from 'lucide-static/icons/badge-check.svg';
import ban from 'lucide-static/icons/ban.svg';
import bell from 'lucide-static/icons/bell.svg';
import calendar from 'lucide-static/icons/calendar-days.svg';
import camera from 'lucide-static/icons/camera.svg';
import next from 'lucide-static/icons/chevron-right.svg';
import failed from 'lucide-static/icons/circle-alert.svg';
import check from 'lucide-static/icons/circle-check.svg';
import clock from 'lucide-static/icons/clock.svg';
import record from 'lucide-static/icons/file-text.svg';
import heart from 'lucide-static/icons/heart.svg';
import message from 'lucide-static/icons/message-circle.svg';
import pill from 'lucide-static/icons/pill.svg';
import plus from 'lucide-static/icons/plus.svg';
import qr from 'lucide-static/icons/qr-code.svg';
import search from 'lucide-static/icons/search.svg';
import shield from 'lucide-static/icons/shield-check.svg';
import star from 'lucide-static/icons/star.svg';
import doctor from 'lucide-static/icons/stethoscope.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import user from 'lucide-static/icons/user.svg';
import people from 'lucide-static/icons/users.svg';
import pay from 'lucide-static/icons/wallet.svg';
import offline from 'lucide-static/icons/wifi-off.svg';
import close from 'lucide-static/icons/x.svg';
import starred from './star-filled.svg';

const icons = {
  ban,
  bell,
  calendar,
  camera,
  check,
  next,
  clock,
  close,
  doctor,
  elder,
  failed,
  heart,
  licence,
  message,
  offline,
  pay,
  people,
  pill,
  plus,
  qr,
  record,
  search,
  shield,
  star,
  starred,
  trash,
  user,
};
export type IconName = keyof typeof icons;

export const Icon = ({ name, className = '' }: { readonly name: IconName; readonly className?: string }) => {
  const mask = `url("${icons[name]}")`;
  return <View className={`icon ${className}`} style={{ maskImage: mask, WebkitMaskImage: mask }} />;
};
