package fr.justedroit.variable;

/**
 * The closed list of data categories of deliberation 2010-086 ("Sur les catégories de données traitées", E12). It is
 * code on purpose: no configuration can add to it. {@link #AUDIT_SEULEMENT} is for what the list does not hold but an
 * audit of discrimination needs (sex): never an input of a model (decision record 0003).
 */
public enum Category {
    FAMILLE("la famille"),
    TUTELLE("une mesure de protection"),
    GESTION("la gestion du dossier"),
    ENFANTS("les enfants"),
    ACTIVITE("l'activité"),
    RESSOURCES("les ressources"),
    PRESTATIONS("les prestations"),
    LOGEMENT("le logement"),
    CONTACTS("les échanges avec la CAF"),
    CONTROLES("les contrôles passés"),
    INDUS("les indus passés"),
    RAPPELS("les rappels passés"),
    FRAUDE("la fraude"),
    AUDIT_SEULEMENT("ce que seul un audit lit");

    private final String words;

    Category(String words) {
        this.words = words;
    }

    /** What it is about, as sheets say it after "sur"; what may be told of it is not for it to say. */
    public String words() {
        return words;
    }
}
