package fr.justedroit.errors;

import static fr.justedroit.errors.ExitCode.DELIVERY;
import static fr.justedroit.errors.ExitCode.GATE;
import static fr.justedroit.errors.ExitCode.NOT_AUTHORISED;
import static fr.justedroit.errors.ExitCode.NOT_NOW;
import static fr.justedroit.errors.ExitCode.USAGE;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every error that an operator can meet: its exit code, what happened, why, and the remedy. Words in braces are filled
 * with safe arguments. All texts stand here, so that they can be read together.
 */
public enum ErrorCode {
    // Configuration and usage.
    CONFIGURATION(
            USAGE,
            "The configuration has {nombre} problem(s):\n{liste}",
            "Nothing is started on a configuration that cannot be trusted.",
            "Correct the lines named above; 'juste-droit check' reads the configuration alone."),
    CAF_UNKNOWN(
            USAGE,
            "CAF {caf} does not exist.",
            "conf/caf.yaml holds no CAF of that code in {mois}.",
            "Use one of: {connues}."),
    MONTH_INVALID(
            USAGE,
            "'{valeur}' is not a month or a range of months.",
            "A month is written YYYY-MM, a range A..B with A not after B.",
            "For instance --mois 2026-01 or --mois 2025-11..2026-01."),
    OPTION_INVALID(USAGE, "Option {option} cannot be used as given.", "{raison}", "{remede}"),
    ROOT_MISSING(
            USAGE,
            "No root was given.",
            "Every command works under one root, and there is no default.",
            "Give --root URI or set JUSTE_DROIT_ROOT."),
    ROOT_NOT_STAMPED(
            USAGE,
            "The root {racine} is not a juste-droit root.",
            "It holds no stamp ({detail}).",
            "Create it with 'juste-droit init --root URI --env essai'; init refuses a folder that holds something else."),
    ROOT_FOREIGN(
            USAGE,
            "The root {racine} holds something else.",
            "init only stamps an empty or absent folder, and this one has {nombre} entries.",
            "Choose another folder."),
    ROOT_ALREADY(
            USAGE,
            "The root {racine} is stamped already, for environment {env}.",
            "A stamp is written once.",
            "Use the root as it is, or choose another folder."),
    ROOT_UNWRITABLE(
            USAGE,
            "The root {racine} cannot be written.",
            "{raison}",
            "Check the path, the rights of this user and the space left."),
    ROOT_OLDER(
            USAGE,
            "The root {racine} has layout {trouve}; this version works on layout {attendu}.",
            "An older version made it, and its tables may lack what this one relies on.",
            "Run 'juste-droit upgrade --dry-run', which says what would change, then 'juste-droit upgrade'."),
    ROOT_FORM(
            USAGE,
            "{nombre} table(s) hold columns of another form than this version reads and writes: {liste}.",
            "Another version wrote them; read as they are, values would be lost without a word.",
            "Work on this root with the version that made it, or make a new root and load its deliveries again."),
    ROOT_NEWER(
            USAGE,
            "The root {racine} has layout {trouve}; this version reads up to layout {attendu}.",
            "A newer version has worked on it, and this one could misread what it wrote.",
            "Use juste-droit {version}, or a later one."),
    ROOT_REAL(
            USAGE,
            "'{commande}' is refused on {racine}.",
            "The root is stamped as real (environment {env}), and this command writes synthetic data.",
            "Use a root made with 'init --env essai'."),
    SECRET_MISSING(
            USAGE,
            "The keystore of this root cannot be read.",
            "{raison}",
            "Give --secrets FILE or set JUSTE_DROIT_SECRETS to the keystore that init made, with its password file of mode 0600 beside it."),
    SETTING_PINNED(
            USAGE,
            "Spark setting(s) may not be overridden: {liste}.",
            "They hold the meaning of the data or its safety, and are fixed in the code.",
            "Remove them from --conf, the properties file and the environment."),
    DEFINITION_CHANGED(
            USAGE,
            "{nombre} variable(s) of conf/variables.yaml have another definition than when ingest first used them: {liste}.",
            "A name keeps its source, window, bands and reference for ever: codes already stored would change their meaning.",
            "Put the old definition back, and give the new one a name of its own; words, labels and arguments may change."),
    STATE_MISSING(USAGE, "{quoi}", "{raison}", "{remede}"),
    ROOT_RESTORED(
            USAGE,
            "The root {racine} is older than the erasures that were certified on it.",
            "{nombre} CAF(s) have lost their newest certificate: {liste}. A copy put back brings back what was erased.",
            "Run 'juste-droit reconcile', which erases every suspicion of these CAFs; their next delivery tells those that stand."),
    ERASURE_INCOMPLETE(
            USAGE,
            "The erasure of CAF {caf} leaves traces in {nombre} place(s): {liste}.",
            "What was ordered is gone from the tables, but the search of raw bytes still finds it there.",
            "Remove these files, then run 'juste-droit follow-up' for this CAF: it searches again and certifies."),
    ORDERS_REFUSED(
            USAGE,
            "The orders cannot be used: {nombre} problem(s).\n{liste}",
            "Nothing is erased on orders of which one is not understood.",
            "Correct the lines named above; a line is caf;controle_id;acte;role;auteur;date;motif."),
    CASES_REFUSED(
            USAGE,
            "The table of cases or its mapping cannot be used: {nombre} problem(s).\n{liste}",
            "Nothing is measured on a table of which a part is not understood.",
            "Correct the mapping or the rows named above; docs/audit-externe.md says what a mapping holds."),
    // Deliveries.
    DELIVERY_ABSENT(
            DELIVERY,
            "No delivery of {mois} for CAF {caf}.",
            "depot/{mois}/{caf}/manifest.json does not exist.",
            "Ask the CAF for it, then run: juste-droit ingest --mois {mois} --caf {caf}."),
    DELIVERY_MANIFEST(
            DELIVERY,
            "The manifest of {mois}, CAF {caf}, cannot be used.",
            "{raison}",
            "Ask for the delivery again; nothing of it was taken in."),
    DELIVERY_FILE(
            DELIVERY,
            "File {fichier} of {mois}, CAF {caf}, is refused.",
            "{raison}",
            "Ask for the delivery again; nothing of it was taken in."),
    DELIVERY_REFUSED(
            DELIVERY,
            "The delivery of {mois}, CAF {caf}, is refused whole.",
            "{raison}",
            "Have it corrected at the source and delivered again with a higher number; nothing of it is visible."),
    SQL_REFUSED(USAGE, "The query is refused: it holds {quoi}.", "{raison}", "{remede}"),
    // Gates.
    GATE_REFUSED(GATE, "{porte} refused {quoi}.", "{raison}", "{remede}"),
    // Authorisation.
    ACCESS_DENIED(
            NOT_AUTHORISED,
            "Access to {table} is denied.",
            "Room {piece} may not do '{genre}' on it for purpose '{finalite}'; the catalogue lists who may.",
            "Nothing was read or written. If the access is right, it is granted in the catalogue, by a reviewed change."),
    // Not now.
    LEASE_HELD(
            NOT_NOW,
            "Another run holds {zone} {caf}.",
            "Its holder is {tenant}, renewed {age} s ago.",
            "Wait for it to end, or run again later: the lease of a dead run is taken over within a minute."),
    LEASE_LOST(
            NOT_NOW,
            "The lease on {zone} {caf} was lost.",
            "Another run has taken it over, so this one may not write any more.",
            "Run the command again; what was committed stays."),
    STORAGE(
            NOT_NOW,
            "Storage does not answer as it should: {quoi}.",
            "{raison}",
            "Run the command again; nothing half-written is visible."),
    ERASURE_PENDING(
            NOT_NOW,
            "An erasure is under way in CAF {caf}.",
            "It was ordered and is not certified yet, and nothing else is done in that CAF before it is.",
            "Run 'juste-droit ingest', 'follow-up' or 'erase' for this CAF: each ends it first; then run this again."),
    CONCURRENT(
            NOT_NOW,
            "{table} was changed by another writer.",
            "A version that this run did not know was committed first.",
            "Run the command again; it starts from what is in force."),
    SPARK_DEAD(
            NOT_NOW,
            "Spark's context died during '{commande}'.",
            "Its cluster went away, or the memory of its driver. To be run again: {unites}.",
            "Run 'juste-droit {arguments}' again once the cluster answers: what was committed is in force and is left alone."),
    MEMORY(
            ExitCode.BUG,
            "Memory ran out.",
            "The driver or an executor needed more than {limite}.",
            "Raise --driver-memory (or JUSTE_DROIT_MEMORY for the embedded runtime) and run again; what is done stays done."),
    PARTIAL(
            ExitCode.PARTIAL,
            "{nombre} CAF(s) failed, the others are done:\n{liste}",
            "Each CAF is a unit of its own.",
            "Correct what is named above and run the same command again; only what is missing is done."),
    BUG(
            ExitCode.BUG,
            "An internal error: {classe}.",
            "This is our fault. The original text is not shown, since it can quote values of the data.",
            "Run again with --debug for the trace, and report it.");

    private final ExitCode exit;
    private final String what;
    private final String why;
    private final String remedy;

    ErrorCode(ExitCode exit, String what, String why, String remedy) {
        this.exit = exit;
        this.what = what;
        this.why = why;
        this.remedy = remedy;
    }

    public ExitCode exit() {
        return exit;
    }

    /** The code that the detail of a failed unit begins with, or empty. */
    public static Optional<ErrorCode> namedBy(String detail) {
        return Arrays.stream(values())
                .filter(code -> detail.startsWith(code.name()))
                .findFirst();
    }

    String what() {
        return what;
    }

    String why() {
        return why;
    }

    String remedy() {
        return remedy;
    }

    /**
     * Makes the exception of this code.
     *
     * @param namesAndValues alternating argument names and values; values are safe by the caller's duty: never a
     *     value of a row
     */
    public DataminingException with(Object... namesAndValues) {
        return new DataminingException(this, namesAndValues);
    }
}
