/** The hub as an environment says it. */
import { hub } from '@yunzhen/platform/hub';

export const hubOf = (env: Readonly<Record<string, string | undefined>>) =>
  hub({
    url: `${env.CENTRIFUGO_URL}`,
    apiKey: `${env.CENTRIFUGO_API_KEY}`,
    tokenSecret: `${env.CENTRIFUGO_TOKEN_SECRET}`,
  });
