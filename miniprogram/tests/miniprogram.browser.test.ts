/**
 * The mini-program as people use it: built for WeChat on a phone of jsdom, and as H5 in a browser, both on one real hospital.
 * @jest-environment ./miniprogram/tests/in-order.mjs
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../dashboard/testing/chromium.ts';
import { anyHospital, type Place } from '../../dashboard/testing/fork.ts';
import { booking } from './booking.ts';
import { found, thrown } from './person.ts';
import { type Scene, scene } from './scene.ts';
import { states } from './states.ts';
import { tour } from './tour.ts';
import { visit } from './visit.ts';
import { weapp } from './weapp.ts';
import { weight } from './weight.ts';

let place: Place;
let browser: Browser;
let now: Scene;
beforeAll(async () => {
  [place, browser] = await Promise.all([anyHospital('/m/'), openBrowser()]);
  now = await scene(place.origin, browser);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await place?.leave();
}, 60_000);

const here = () => now;
const onWechat = weapp(here);
visit(here);
booking(here);
states(here);
tour(here);
weight(here);
onWechat();

test('nothing sticks out on a small phone, and axe finds nothing serious', () => expect(found).toEqual([]));

test('no page threw an error', () => expect(thrown).toEqual([]));
