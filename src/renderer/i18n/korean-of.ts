/** The texts that Korean needs for those of an English catalogue: it has no singular. */
export type KoreanOf<English> = Readonly<Record<Exclude<keyof English, `${string}_one`>, string>>;
