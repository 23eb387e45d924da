package fr.justedroit.registre;

import fr.justedroit.table.Inspector;

/** What {@code verify} checks, in the order in which it is printed; names are stable, for machines. */
public enum StoredCheck {
    LOG(Inspector.LOG, "entries of the tables' logs, none missing, each readable"),
    PROTOCOL(Inspector.PROTOCOL, "tables of reader 1, writer 2, without features or nominative statistics"),
    FILES(Inspector.FILES, "data files of every version that is kept"),
    ORPHANS(Inspector.ORPHANS, "data files, none beside those that a version names"),
    CHECKSUMS(Inspector.CHECKSUMS, "sizes and SHA-256 of data files"),
    ROWS(Inspector.ROWS, "rows of data files, as their log says"),
    EXECUTIONS(Inspector.EXECUTIONS, "units that bear one execution id"),
    HISTORY("history", "months and versions that the journal names, there or purged by a line of it"),
    COUNTS("counts", "months whose dossiers are as many in every table"),
    DELIVERIES("deliveries", "deliveries: delivered = kept + quarantined"),
    RANKS("ranks", "rankings and lists without gap or tie"),
    LISTS("lists", "lists whose dossiers stand in the ranking at their rank"),
    BUNDLES("bundles", "models, signed, whole, named by their content"),
    REGISTRY("registry", "models in force and deployed, there and the same bytes"),
    REPORTS("reports", "reports of published months"),
    CUTS("cuts", "cuts of the partition in use");

    private final String word;
    private final String text;

    StoredCheck(String word, String text) {
        this.word = word;
        this.text = text;
    }

    /** Its stable name. */
    public String word() {
        return word;
    }

    /** What it looks at. */
    public String text() {
        return text;
    }
}
