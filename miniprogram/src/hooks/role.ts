/** Which half of the app a person belongs in. */
import { useEffect } from 'react';
import { restart } from '@/services/go';
import { useSession } from '@/services/session';

/** A doctor who opens a patient's page is shown to the bench, and the other way round. */
export const useHome = (half: 'patient' | 'doctor'): void => {
  const role = useSession()?.holder.role;
  useEffect(() => {
    if (half === 'patient' && role === 'doctor') restart('/doctor/bench/index');
    if (half === 'doctor' && role !== 'doctor') restart('/pages/sign-in/index?as=staff');
  }, [half, role]);
};
