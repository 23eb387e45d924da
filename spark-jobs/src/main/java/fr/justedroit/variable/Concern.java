package fr.justedroit.variable;

/** Whose data a variable is. */
public enum Concern {
    ALLOCATAIRE,
    CONJOINT,
    ENFANT,
    /** Anyone else: a landlord, a guardian, an employer. */
    TIERS
}
