package fr.justedroit.simulation;

/** The kinds of irregularity, with the code that the director sets where the fraud is retained (empty: an error). */
enum Irregularity {
    AUCUNE(""),
    ERREUR(""),
    RESSOURCES("641"),
    VIE_COMMUNE("642"),
    FAUX("643"),
    ESCROQUERIE("644"),
    /** A long stay abroad that nobody was told of; it begins and ends with the stay. */
    SEJOUR("641");

    private final String code;

    Irregularity(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    boolean isIntended() {
        return !code.isEmpty();
    }
}
