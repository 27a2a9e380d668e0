/** The journeys' names on the command line. */
export const journeyNames = ['browse', 'book-and-pay', 'consult'] as const;
export type JourneyName = (typeof journeyNames)[number];
