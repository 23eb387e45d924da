package fr.justedroit.variable;

/**
 * The closed list of data categories of deliberation 2010-086 ("Sur les catégories de données traitées", E12). It is
 * code on purpose: no configuration can add to it. {@link #AUDIT_SEULEMENT} is for what the list does not hold but an
 * audit of discrimination needs (sex): never an input of a model (decision record 0003).
 */
public enum Category {
    FAMILLE,
    TUTELLE,
    GESTION,
    ENFANTS,
    ACTIVITE,
    RESSOURCES,
    PRESTATIONS,
    LOGEMENT,
    CONTACTS,
    CONTROLES,
    INDUS,
    RAPPELS,
    FRAUDE,
    AUDIT_SEULEMENT
}
