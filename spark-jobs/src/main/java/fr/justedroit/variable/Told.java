package fr.justedroit.variable;

/** To whom a variable may be told as a reason. */
public enum Told {
    /** The person, and the agent. */
    PERSONNE,
    /** The agent alone: it is another person's data, or comes from a third party. */
    AGENT,
    /** Nobody. */
    AUCUN
}
