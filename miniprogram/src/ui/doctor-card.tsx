/** A doctor in a list: who, how good, when next and for how much. */

import { View } from '@tarojs/components';
import type { doctorCard } from '@yunzhen/contracts/practitioner/queries';
import { isolated } from '@yunzhen/contracts/text';
import type { z } from 'zod';
import { go } from '@/services/go';
import { begins, rating, yuan } from '@/words/format';
import { titleWords } from '@/words/labels';
import { Avatar } from './avatar';
import { Icon } from './icon';
import { Tap } from './tap';

export type Doctor = z.infer<typeof doctorCard>;

export const DoctorCard = ({ doctor }: { readonly doctor: Doctor }) => {
  const { practitionerId, name, title, departmentName, photo, specialities, completed, next } = doctor;
  return (
    <Tap
      className="card row top tap doctor-card"
      onTap={() => go('/booking/doctor/index', { doctorId: practitionerId })}
    >
      <Avatar photo={photo} name={name} />
      <View className="grow stack tight">
        <View className="row wrap" style={{ gap: '0 8px' }}>
          <View className="title">{name}</View>
          <View className="small muted">
            {titleWords[title]} · {isolated(departmentName)}
          </View>
        </View>
        <View className="small muted clip">擅长 {specialities.join('、')}</View>
        <View className="row small number" style={{ gap: '4px' }}>
          <Icon name="starred" className="accent" />
          <View>{rating(doctor)}</View>
          <View className="faint">· 已接诊 {completed} 次</View>
        </View>
        <View className="row between wrap small" style={{ gap: '0 12px' }}>
          {next ? (
            <>
              <View className="primary">
                {Date.parse(next.startsAt) < Date.now() ? '正在出诊' : `最近 ${begins(next.startsAt)}`} · 余{' '}
                {next.remaining}
              </View>
              <View className="bold number">{yuan(next.fee)}</View>
            </>
          ) : (
            <View className="faint">近期暂无号源</View>
          )}
        </View>
      </View>
    </Tap>
  );
};
