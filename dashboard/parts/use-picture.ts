import { useQuery } from '@tanstack/react-query';
import { addressed } from '@yunzhen/contracts/api/address';
import { NoAnswer, problemOf } from '@yunzhen/contracts/api/problem';
import { fileEndpoints } from '@yunzhen/contracts/file/endpoints';
import { realtimeEndpoints } from '@yunzhen/contracts/realtime/endpoints';
import { sessionStore } from '../api/auth-store.ts';
import { api } from '../api/client.ts';

const fetched = (fileId: string) =>
  fetch(addressed(fileEndpoints.picture.path, { fileId }), {
    headers: { authorization: `Bearer ${sessionStore.read()?.accessToken ?? ''}` },
  }).catch(() => {
    throw new NoAnswer('GET /api/files');
  });

/** The bytes of an uploaded picture, kept as long as the browser keeps the page. */
export const usePicture = (fileId: string) =>
  useQuery({
    queryKey: ['file', fileId],
    queryFn: async () => {
      let answer = await fetched(fileId);
      if (answer.status === 401) {
        // Any question renews an expired token on its way.
        await api.call(realtimeEndpoints.connectionToken, {});
        answer = await fetched(fileId);
      }
      if (!answer.ok) throw problemOf(answer.status, undefined);
      return answer.blob();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
