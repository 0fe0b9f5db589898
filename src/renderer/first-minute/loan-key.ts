/** Under this name a window's session storage remembers that the small network on the screen is on loan. */
export const loanKey = 'gatescope.loan';
