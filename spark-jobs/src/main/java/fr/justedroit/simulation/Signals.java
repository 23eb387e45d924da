package fr.justedroit.simulation;

/**
 * What the delivered extracts show of a dossier in a month, as far as the truth and the old rules look at it.
 *
 * @param variation coefficient of variation of the declared income over 12 months, at most 1
 * @param changements spells of activity begun in the last 24 months, both adults
 * @param effort rent against the mean income of 12 months, at most 1; 0 without rent
 * @param emmenagement months since the household moved in
 * @param contacts contacts of the last 12 months
 * @param adultes adults of the household, 1 or 2
 * @param enfants dependent children
 * @param enfantsMoins6 dependent children under 6
 * @param revenuParUcCents mean income of three months for each unit of consumption
 * @param rsaCents RSA of the month
 * @param alCents housing aid of the month
 * @param prestationsCents all benefits of the month
 * @param trouves controls selected in the last 36 months whose indu is known
 */
record Signals(
        double variation,
        int changements,
        double effort,
        int emmenagement,
        int contacts,
        int adultes,
        int enfants,
        int enfantsMoins6,
        double revenuParUcCents,
        long rsaCents,
        long alCents,
        long prestationsCents,
        int trouves) {
    private static final int CHANGES_MAX = 5;
    private static final int CONTACTS_MAX = 10;

    boolean isAlone() {
        return adultes == 1;
    }

    boolean isLoneParent() {
        return adultes == 1 && enfants > 0;
    }

    boolean isRecentMove(Scenario.Verite law) {
        return emmenagement < law.emmenagementRecentMois();
    }

    /** Alone, with unstable income and housing aid: more than the sum of the three. */
    boolean isAloneUnstableHelped(Scenario.Verite law) {
        return isAlone() && variation > law.seuilVariation() && alCents > 0;
    }

    /** A small child and a working life in pieces. */
    boolean isSmallChildAndChanges() {
        return enfantsMoins6 > 0 && changements >= 2;
    }

    int changesCounted() {
        return Math.min(CHANGES_MAX, changements);
    }

    /** The logit of the monthly rate at which an irregularity begins, products of signs apart ({@link Crossing}). */
    double onsetLogit(Scenario.Verite law) {
        double logit = law.base()
                + law.poidsVariation() * variation
                + law.poidsChangements() * changesCounted()
                + law.poidsEffort() * effort
                + law.poidsContacts() * Math.min(CONTACTS_MAX, contacts);
        if (isRecentMove(law)) {
            logit += law.poidsDemenagement();
        }
        if (isAloneUnstableHelped(law)) {
            logit += law.poidsSeulVariableAl();
        }
        if (isSmallChildAndChanges()) {
            logit += law.poidsEnfantChangements();
        }
        return logit;
    }
}
