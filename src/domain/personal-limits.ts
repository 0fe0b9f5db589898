/** The numbers of a person's own digits that the screen tells, too. Pure. */

/** 10 MB on the disk, and more than a person draws. */
export const mostDigits = 10_000;

/** Fewer say too little, and are soon learned by heart. */
export const fewestToFineTune = 10;

export const fineTuneSteps = 300;

/** Share of the test digits that fine-tuning may lose, against the network as it was. */
export const guardLimit = 0.003;
