package fr.justedroit.dossier;

/** Values of one dossier's months, by slot, as numbers or codes. */
interface MonthValues {
    /**
     * @param slot of the values that are asked for a month alone
     * @param row of the months known
     */
    boolean isKnown(int slot, int row);

    /** One that is known. */
    double value(int slot, int row);
}
