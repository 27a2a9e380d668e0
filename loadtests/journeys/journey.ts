/** The journeys' names on the command line, and what they have in common. */
export const journeyNames = ['browse'] as const;
export type JourneyName = (typeof journeyNames)[number];

/** Lived once per iteration; throws where the hospital answers otherwise than it must. @param pause the time a person looks and thinks */
export type Journey = (pause: () => void) => void;
