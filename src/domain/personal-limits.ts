/** Limits of own digits that the screen shows, too. Pure. */

/** 10 MB on disk, and more than a person draws. */
export const mostDigits = 10_000;

/** Fewer say too little and are soon memorized. */
export const fewestToFineTune = 10;

export const fineTuneSteps = 300;

/** Share of the test digits that fine-tuning may lose. */
export const guardLimit = 0.003;
