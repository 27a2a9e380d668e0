/** Which half of the app a person belongs in. */
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useSession } from '@/services/auth';
import { restart } from '@/services/go';

/** A doctor who opens a patient's page is shown to the bench, and the other way round. */
export const useHome = (half: 'patient' | 'doctor'): void => {
  const role = useSession()?.holder.role;
  // A page that waits below another one leaves people where they are.
  const [here, setHere] = useState(true);
  useDidShow(() => setHere(true));
  useDidHide(() => setHere(false));
  useEffect(() => {
    if (!here) return;
    if (half === 'patient' && role === 'doctor') restart('/doctor/bench/index');
    if (half === 'doctor' && role !== 'doctor') restart('/pages/sign-in/index?as=staff');
  }, [half, role, here]);
};
