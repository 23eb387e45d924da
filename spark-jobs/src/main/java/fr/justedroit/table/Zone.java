package fr.justedroit.table;

import java.util.Locale;

/** The zones under a root (design, section 3). A zone of CAFs has one folder for each CAF. */
public enum Zone {
    DEPOT(Scope.OTHER),
    LOCAL(Scope.CAF),
    ALLNAT(Scope.NATIONAL),
    SECRET(Scope.NATIONAL),
    MODELE(Scope.NATIONAL),
    RESULTAT(Scope.CAF),
    PREUVE(Scope.OTHER),
    JOURNAL(Scope.NATIONAL);

    private enum Scope {
        CAF,
        NATIONAL,
        OTHER
    }

    private final Scope scope;

    Zone(Scope scope) {
        this.scope = scope;
    }

    /** Does a table of this zone belong to one CAF. */
    public boolean isOfCaf() {
        return scope == Scope.CAF;
    }

    /** The folder's name. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The zone of a folder's name, or an {@link IllegalArgumentException}. */
    public static Zone ofFolder(String folder) {
        for (Zone zone : values()) {
            if (zone.folder().equals(folder)) {
                return zone;
            }
        }
        throw new IllegalArgumentException("no zone has the folder " + folder);
    }
}
