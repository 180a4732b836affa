/**
 * Replaces the two full stops that result when a sentence ends with a Russian date, which ends with «г.» itself.
 * Takes and returns the text of a sentence.
 */
export const withSingleFullStop = (sentence: string): string => sentence.replaceAll('г..', 'г.');
