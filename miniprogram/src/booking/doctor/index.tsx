/** P6.3 to P6.5: a doctor with photo, licence, introduction and number sources; followed or not. */

import { View } from '@tarojs/components';
import { patient } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { ratingQueries } from '@yunzhen/contracts/rating/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { useSession } from '@/services/auth';
import { go } from '@/services/go';
import { Avatar } from '@/ui/avatar';
import { DayStrip, useFirstFree } from '@/ui/day-strip';
import type { Doctor as DoctorRow } from '@/ui/doctor-card';
import { Facts } from '@/ui/facts';
import { Icon } from '@/ui/icon';
import { failed, Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Sessions } from '@/ui/sessions';
import { Sheet } from '@/ui/sheet';
import { Tap } from '@/ui/tap';
import { When } from '@/ui/when';
import { rating } from '@/words/format';
import { titleWords } from '@/words/labels';

const Follow = ({ doctorId }: { readonly doctorId: string }) => {
  const me = useSession();
  const account = useQuery(patientQueries.me, {});
  const follow = useCommand(patient, 'follow-doctor');
  const unfollow = useCommand(patient, 'unfollow-doctor');
  const followed = account.data?.followed.some(one => one.doctorId === doctorId) ?? false;
  const tap = () => {
    if (!me) return go('/pages/sign-in/index');
    void (followed ? unfollow : follow).send(me.holder.id, { doctorId });
  };
  return (
    <View>
      <Tap className={`chip ${followed ? 'on' : ''}`} on={followed} onTap={tap}>
        <Icon name="heart" />
        {follow.busy || unfollow.busy ? '…' : followed ? '已关注' : '关注'}
      </Tap>
      <Wrong problem={follow.problem ?? unfollow.problem} typed={false} />
    </View>
  );
};

const Licence = ({ doctor, open, close }: { doctor: DoctorRow; open: boolean; close: () => void }) => (
  <Sheet title="医师执业证书" open={open} close={close}>
    <View className="row" style={{ justifyContent: 'center' }}>
      <Avatar photo={doctor.photo} name={doctor.name} size={120} />
    </View>
    <Facts
      rows={[
        ['姓名', doctor.name],
        ['职称', titleWords[doctor.title]],
        ['证书编号', doctor.licence.number],
        ['发证机关', doctor.licence.issuedBy],
        ['发证日期', doctor.licence.issuedOn],
        ['执业范围', doctor.licence.scope],
        ['独立执业起始', doctor.practisingSince],
      ]}
    />
  </Sheet>
);

const Reviews = ({ doctorId }: { readonly doctorId: string }) => {
  const ratings = useQuery(ratingQueries.doctorRatings, { doctorId, limit: 5 });
  return (
    <Loaded of={ratings}>
      {({ rows }) =>
        rows.length === 0 ? (
          <View className="small faint">还没有患者评价</View>
        ) : (
          <View className="card flush">
            {rows.map(({ ratingId, stars, comment, ratedAt, visitPersonName }) => (
              <View key={ratingId} className="list-row stack tight">
                <View className="row between small">
                  <View className="row number" style={{ gap: '4px' }}>
                    <Icon name="starred" className="accent" />
                    {stars} 分 · {visitPersonName ?? '匿名'}
                  </View>
                  <When at={ratedAt} className="faint" />
                </View>
                {comment && <View className="small">{comment}</View>}
              </View>
            ))}
          </View>
        )
      }
    </Loaded>
  );
};

definePageConfig({ navigationBarTitleText: '医生主页' });

export default function Doctor() {
  const { doctorId = '' } = useParams<'doctorId'>();
  const doctor = useQuery(practitionerQueries.doctor, { doctorId });
  const [licence, setLicence] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const of = { doctorId };
  const free = useFirstFree(of);
  const day = chosen ?? free;
  return (
    <Screen>
      <View className="body">
        <Loaded of={doctor}>
          {row => (
            <>
              <View className="card stack">
                <View className="row top">
                  <Tap className="centre" onTap={() => setLicence(true)}>
                    <Avatar photo={row.photo} name={row.name} size={72} />
                    <View className="tiny primary row" style={{ gap: '2px', justifyContent: 'center' }}>
                      <Icon name="licence" />
                      执业证
                    </View>
                  </Tap>
                  <View className="grow stack tight">
                    <View className="row between">
                      <View className="large-title">{row.name}</View>
                      <Follow doctorId={doctorId} />
                    </View>
                    <View className="small muted">
                      {titleWords[row.title]} · {isolated(row.departmentName)}
                    </View>
                    <View className="small number">
                      评分 {rating(row)} · 接诊 {row.completed} · 关注 {row.followers}
                    </View>
                  </View>
                </View>
                <View className="choice">
                  {row.specialities.map(speciality => (
                    <View key={speciality} className="tag primary">
                      {speciality}
                    </View>
                  ))}
                </View>
                <View className="small muted">{row.introduction}</View>
              </View>
              <Licence doctor={row} open={licence} close={() => setLicence(false)} />
            </>
          )}
        </Loaded>
        {!failed(doctor) && (
          <>
            <View className="title">选择时间</View>
            <DayStrip of={of} day={day} choose={setChosen} />
            <Sessions of={of} day={day} />
            <View className="title">患者评价</View>
            <Reviews doctorId={doctorId} />
          </>
        )}
      </View>
    </Screen>
  );
}
