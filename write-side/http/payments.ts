/** P6.9, P7.6: what phones and the channel ask of a payment besides its commands. */
import { paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import { endpointRoutes } from '@yunzhen/platform/endpoints';
import type { Route } from '@yunzhen/platform/http';
import type { Authenticate } from '@yunzhen/platform/sign-in';
import type { WechatPaySettings } from '../gateways/wechat-pay/settings.ts';
import { type PayParamsPorts, payParamsHandler } from './pay-params.ts';
import { type NotificationPorts, notificationHandler } from './wechat-pay-notification.ts';

export const paymentRoutes = (
  settings: WechatPaySettings,
  ports: PayParamsPorts & NotificationPorts,
  authenticate: Authenticate,
): Route[] =>
  endpointRoutes(
    paymentEndpoints,
    { payParams: payParamsHandler(settings, ports), wechatPayNotification: notificationHandler(settings, ports) },
    authenticate,
  );
