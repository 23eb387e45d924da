package fr.justedroit.variable;

/** What a variable may serve for. */
public enum Role {
    /** Input of models, argued or free. */
    MODELE,
    /** Audit of fairness only, in tables of its own. */
    AUDIT,
    /** Known and refused. */
    EXCLU
}
