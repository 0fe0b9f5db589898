/** How large a data set of one's own may be. The screen says it, too. */

export const mostImages = 1_000_000;

/** Of all files together, unpacked: one million images of 28×28 bytes and their labels. */
export const mostBytes = 800_000_000;

/** Files of one data set: two pairs and the names of the classes. */
export const mostFiles = 5;

/** Pixels of a side; other sizes than 28 are brought to it. */
export const mostSide = 256;

/** Of a text of names, which is small: what is larger is something else. */
export const mostTextBytes = 100_000;

export const mostNameLength = 60;
