import { expect, test } from '@jest/globals';
import { invitationCode } from '@yunzhen/contracts/account/credentials';
import { newInvitationCode } from './invitation-code.ts';

test('[O4] a code is what the contract takes, and never the same', () => {
  const codes = Array.from({ length: 200 }, newInvitationCode);
  expect(codes.map(code => invitationCode.parse(code))).toEqual(codes);
  expect(new Set(codes).size).toBe(codes.length);
});
