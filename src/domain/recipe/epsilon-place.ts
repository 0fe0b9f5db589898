/** Of RMSprop's epsilon, which keeps it from dividing by zero: √s + ε, or √(s + ε). */
export const epsilonPlaces = ['besideRoot', 'withinRoot'] as const;

export type EpsilonPlace = (typeof epsilonPlaces)[number];
