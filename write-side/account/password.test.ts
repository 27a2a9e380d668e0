import { expect, test } from '@jest/globals';
import { newPassword } from '@yunzhen/contracts/account/credentials';
import { hashPassword, passwordMatches } from './password.ts';

test('[O4] a password matches its own hash alone', async () => {
  const hash = await hashPassword('Correct-horse-1');
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await passwordMatches('Correct-horse-1', hash)).toBe(true);
  expect(await passwordMatches('Correct-horse-2', hash)).toBe(false);
});
test('[O4] the same password has another hash every time', async () =>
  expect(await hashPassword('Correct-horse-1')).not.toBe(await hashPassword('Correct-horse-1')));
test('[O4] a hash made with other parameters still matches', async () =>
  // RFC 7914, the second vector of scrypt, shortened to 32 bytes.
  expect(await passwordMatches('password', 'scrypt$1024$8$16$TmFDbA$_bq-HJ00cgB4VucZDQHp_nxq18vII3gw53N2Y0s3MWI')).toBe(
    true,
  ));
test.each([['p\u0061\u0308ss-Word-1', 'p\u00e4ss-Word-1']])(
  '[O4] how a letter is composed does not matter',
  async (composed, precomposed) => expect(await passwordMatches(composed, await hashPassword(precomposed))).toBe(true),
);
test('[O4] nothing matches a hash that is not there or is no hash', async () => {
  for (const hash of [null, 'scrypt$32768$8$3$$', 'scrypt$1024$8$1$TmFDbA$AAAA'])
    expect(await passwordMatches('', hash)).toBe(false);
});
test('[O4] a new password is long and mixed', () => {
  for (const good of ['Correct-horse-1', '口令口令口令-口令1']) expect(newPassword.safeParse(good).success).toBe(true);
  for (const bad of ['Short-1', 'onlylettersandlength', 'letters4ndDigits', '1234567890-', 'a1-'.repeat(50)])
    expect(newPassword.safeParse(bad).success).toBe(false);
});
