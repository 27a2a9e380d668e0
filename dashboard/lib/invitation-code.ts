/** Letters and digits that are not mistaken for each other, as `invitationCode` takes them. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Half of an invitation: ten of them, 50 bits. */
export const newInvitationCode = (): string =>
  [...crypto.getRandomValues(new Uint8Array(10))].map(byte => letters[byte % letters.length]).join('');
