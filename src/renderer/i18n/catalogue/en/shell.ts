/** Texts of the frame around the score: top bar, prediction, charts, settings, About, notices. */
export const shell = {
  appName: 'Gatescope',
};
