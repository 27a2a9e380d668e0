/** Every route that load goes to: what requests are tagged with and the summary lists. Never an id: each would be a metric of its own. */
export const routes = [
  'GET /api/departments',
  'GET /api/numbers',
  'GET /api/doctors',
  'GET /api/doctors/:doctorId',
  'GET /api/clinic-sessions',
  'POST /wechat/_standin/codes',
  'POST /api/sign-in/wechat',
  'POST /api/patient/:id/add-visit-person',
  'GET /api/consent',
  'POST /api/patient/:id/accept-consent',
  'GET /api/me',
  'POST /api/registration/:id/book',
  'GET /api/registrations/:registrationId',
  'POST /api/payment/:id/create',
  'GET /api/payments/:paymentId/pay-params',
  'POST /wechat/_standin/payments',
  'GET /api/registrations/:registrationId/visit',
  'GET /api/queues/:clinicSessionId',
  'GET /api/consultations/:consultationId/history',
  'POST /api/consultation/:id/accept',
  'GET /api/conversations/:conversationId',
  'POST /api/conversation/:id/send',
  'GET /api/conversations/:conversationId/messages',
  'GET /api/diagnoses',
  'GET /api/drugs',
  'POST /api/record/:id/write',
  'POST /api/prescription/:id/submit',
  'GET /api/prescriptions/:prescriptionId',
  'GET /api/prescription-reviews',
  'POST /api/prescription/:id/claim',
  'POST /api/prescription/:id/pass',
  'POST /api/record/:id/publish',
  'POST /api/prescription/:id/publish',
  'POST /api/consultation/:id/complete',
  'POST /api/sign-in/staff',
  'POST /api/clinic-session/:id/publish',
] as const;

export type Route = (typeof routes)[number];

/** Asked once, before the load. */
const preparing: readonly Route[] = ['POST /api/sign-in/staff', 'POST /api/clinic-session/:id/publish'];

/** Whose times they are: the stand-ins have none to keep. */
export const partOf = (route: Route): 'api' | 'standin' | 'setup' => {
  if (preparing.includes(route)) return 'setup';
  return route.includes(' /api/') ? 'api' : 'standin';
};

/** The path of a query as the contracts declare it, below `/api`. */
export type QueryPath<R = Route> = R extends `GET /api${infer P}` ? P : never;
/** The names of a capability's commands that load sends. */
export type CommandName<N extends string, R = Route> = R extends `POST /api/${N}/:id/${infer K}` ? K : never;
