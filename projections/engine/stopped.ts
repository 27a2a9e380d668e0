/** The projections were told to stop in the middle of a work that is not done. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('the projections were told to stop');
  }
}
