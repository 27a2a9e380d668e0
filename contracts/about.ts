/** Whom and what an event is about: from this line follow who is told of it, and how it is found for a person or a visit. */

/** What a sealed field is, where it is looked up by blind indexes; the texts they are made of stand in lookup.ts. */
export type LookupKind = 'name' | 'phone' | 'idNumber';

/** Words for those whom an event names by an id. */
export type Party =
  /** The account holder. */
  | 'patient'
  /** One of the persons a holder books for; known only together with the patient. */
  | 'visitPerson'
  | 'doctor'
  | 'pharmacist'
  /** A doctor or pharmacist, whichever it is. */
  | 'practitioner'
  /** The person behind an account, in any role. */
  | 'account'
  /** Who did it or has it in hand, where that may be any of the staff. */
  | 'staff';

/**
 * Field by party. What it leaves out, an earlier event of its stream names.
 * @typeParam F names of the event's fields
 */
export interface About<F extends string = string> extends Partial<Readonly<Record<Party, F>>> {
  /** Field with the id of a visit, which its registration, consultation, record and chat have, or of a prescription, which leads to one. */
  readonly visit?: F;
  /** Who hears of it on their personal channel. */
  readonly tells?: readonly Exclude<Party, 'visitPerson'>[];
  /** Sealed fields by which those it is about are found; the event's field `lookup` has the blind indexes (lookup.ts). */
  readonly lookup?: { readonly [sealed in F]?: LookupKind };
}

/** The fields that name a party, by the party. */
export const partiesOf = ({ visit: _, tells: __, lookup: ___, ...parties }: About): Partial<Record<Party, string>> =>
  parties;

/** Ids of those who are told of an event, each once; a party that it does not name this time is left out. */
export const toldOf = (about: About, data: Readonly<Record<string, unknown>>): readonly string[] => {
  const ids = (about.tells ?? []).map(party => about[party] && data[about[party]]);
  return [...new Set(ids.filter(id => typeof id === 'string'))];
};
