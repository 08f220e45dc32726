import { checkCertificate } from '../api/check-certificate.ts';
import { createObjection } from '../api/create-objection.ts';
import { getConfig } from '../api/get-config.ts';
import { getDocs } from '../api/get-docs.ts';
import { getHealth } from '../api/get-health.ts';
import { getOpenapi } from '../api/get-openapi.ts';
import { getPlan } from '../api/get-plan.ts';
import { getPublicity } from '../api/get-publicity.ts';
import { listCalendars } from '../api/list-calendars.ts';
import { listPlans } from '../api/list-plans.ts';
import { listPublicities } from '../api/list-publicities.ts';
import { receivePayment } from '../api/receive-payment.ts';
import { createDeps } from '../deps.ts';
import { createApi, type Handlers } from '../http.ts';
import type { routes } from '../routes.ts';

type Own = Extract<(typeof routes)[number], { audience: 'api-public' }>['id'];

/** Routes of api-public; the type fails when one is missing. */
const handlers: Handlers<Own> = {
  'get-health': getHealth,
  'get-openapi': getOpenapi,
  'get-docs': getDocs,
  'get-config': getConfig,
  'list-plans': listPlans,
  'get-plan': getPlan,
  'list-calendars': listCalendars,
  'list-publicities': listPublicities,
  'get-publicity': getPublicity,
  'create-objection': createObjection,
  'check-certificate': checkCertificate,
  'receive-payment': receivePayment,
};

export const handler = createApi(createDeps(), handlers);
