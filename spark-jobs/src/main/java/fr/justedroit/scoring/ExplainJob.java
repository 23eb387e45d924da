package fr.justedroit.scoring;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Keys;
import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundle;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Explains one proposal in full: what each variable adds to the score beside dossiers of the same CAF and month, by
 * interventional Shapley values. Rank, score and origin leave it only once the control is closed, so that a dossier
 * drawn by lot is controlled as any other (E05); those of a list that is marked as visible leave it at once.
 */
public final class ExplainJob {
    /** Dossiers compared with. */
    public static final int BACKGROUND = 200;

    /** States of a case whose control is over. */
    private static final Set<String> CLOSED = Set.of("decide", "mur", "ecarte");

    /** How the proposal is named. */
    public enum Named {
        /** By its number on the team's list. */
        NUMERO,
        /** By its rank, known only once the control is closed. */
        RANG
    }

    /**
     * What is told only once the control is closed, unless the list is marked as visible.
     *
     * @param rank in the CAF
     * @param score the model's probability
     * @param origin {@code ciblage} or {@code aleatoire}
     * @param inclusion probability with which the dossier was proposed
     */
    public record Chosen(int rank, double score, String origin, double inclusion) {}

    /**
     * @param number on the team's list
     * @param cible target of the model
     * @param modelId the model
     * @param background dossiers compared with
     * @param sheets one for each reader
     * @param chosen how the dossier was chosen; empty while the control is open and the list not visible
     */
    public record Result(
            int number,
            String cible,
            String modelId,
            int background,
            Map<Audience, Sheet> sheets,
            Optional<Chosen> chosen) {
        public Result {
            sheets = Map.copyOf(sheets);
        }
    }

    private final Door door;
    private final Keys keys;
    private final Cafs cafs;
    private final Dictionary dictionary;
    private final Function<String, Bundle> models;

    /**
     * @param cafs which CAF took the place of which
     * @param dictionary says what may be told today
     * @param models a sealed model by its id, in the form that ranked
     */
    public ExplainJob(Door door, Keys keys, Cafs cafs, Dictionary dictionary, Function<String, Bundle> models) {
        this.door = door;
        this.keys = keys;
        this.cafs = cafs;
        this.dictionary = dictionary;
        this.models = models;
    }

    /** Explains the proposal of that number or rank, or STATE_MISSING. */
    public Result execute(String caf, String month, Named named, int which) {
        List<TeamList.Numbered<Row>> list = list(caf, month);
        TeamList.Numbered<Row> one = list.stream()
                .filter(proposal -> which
                        == (named == Named.NUMERO
                                ? proposal.number()
                                : proposal.proposal().getInt(0)))
                .findFirst()
                .orElseThrow(() -> missing(caf, month, named, list.size()));
        boolean isTold = VisibleLists.of(door, cafs, List.of(caf)).holds(caf, month)
                || isClosed(caf, month, one.proposal().getString(1));
        if (named == Named.RANG && !isTold) {
            throw missing(caf, month, named, list.size());
        }
        return explain(caf, month, one, isTold);
    }

    /** The same words whether there is no such rank or its control is open: they tell nothing of who stands where. */
    private static RuntimeException missing(String caf, String month, Named named, int size) {
        return named == Named.RANG
                ? ErrorCode.STATE_MISSING.with(
                        "quoi", "CAF " + caf + " has no closed control at that rank of " + month + ".",
                        "raison", "A rank is told only once the control is closed.",
                        "remede", "Name the proposal by its number on the list: --numero N.")
                : ErrorCode.STATE_MISSING.with(
                        "quoi", "CAF " + caf + " has no proposal of that number for " + month + ".",
                        "raison", size == 0 ? "It has no list of the month." : "Its list has " + size + " proposals.",
                        "remede", "See: juste-droit proposals --caf " + caf + " --mois " + month);
    }

    private Access access() {
        return Access.consultation(Room.SCORING, Purpose.NOTATION, "explain");
    }

    private List<TeamList.Numbered<Row>> list(String caf, String month) {
        List<Row> byRank = door
                .open(
                        access(),
                        Read.of(Zone.RESULTAT, "proposition", List.of(caf))
                                .months(List.of(month))
                                .columns(
                                        "rang",
                                        "dossier_id",
                                        "score",
                                        "origine",
                                        "proba_inclusion",
                                        "cible",
                                        "modele_id"))
                .collectAsList()
                .stream()
                .sorted(Comparator.comparingInt(row -> row.getInt(0)))
                .toList();
        return new TeamList(keys.of(Keys.Use.TIRAGE), month, caf)
                .of(
                        byRank,
                        row -> row.getString(3).equals(ListSelection.Origin.ALEATOIRE.word()),
                        row -> row.getString(1));
    }

    /** No identifier enters a plan: rows are chosen by a function, which no event log holds. */
    private boolean isClosed(String caf, String month, String dossier) {
        Dataset<Row> cases = door.open(
                access(), Read.of(Zone.LOCAL, "cas", List.of(caf)).columns("dossier_id", "mois_selection", "etat"));
        return !cases.where(functions.col("mois_selection").equalTo(month))
                .where(functions.col("etat").isInCollection(CLOSED))
                .filter((FilterFunction<Row>) row -> row.getString(0).equals(dossier))
                .isEmpty();
    }

    private Result explain(String caf, String month, TeamList.Numbered<Row> one, boolean isTold) {
        Row proposal = one.proposal();
        Bundle bundle = models.apply(proposal.getString(6));
        CompiledModel model = bundle.compiled();
        String[] used = Scorer.used(bundle, model);
        List<String> columns = new ArrayList<>(List.of("dossier_id"));
        columns.addAll(List.of(used));
        Dataset<Row> dossiers = door.open(
                access(),
                Read.of(Zone.LOCAL, "dossier_mois", List.of(caf))
                        .months(List.of(month))
                        .columns(columns));
        String dossier = proposal.getString(1);
        byte[] codes =
                dossiers.filter((FilterFunction<Row>) row -> row.getString(0).equals(dossier)).collectAsList().stream()
                        .findFirst()
                        .map(row -> codes(row, model))
                        .orElseThrow(() -> purged(caf, month));
        double raw = model.raw(codes);
        if (model.probability(raw) != proposal.getDouble(2)) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                            "The list of CAF " + caf + " for " + month
                                    + " was made from other codes than those in force.",
                    "raison", "The month was delivered again since, so the dossier is no longer what was scored.",
                    "remede", "Score it again: juste-droit score --mois " + month + " --caf " + caf + " --replace.");
        }
        List<byte[]> background = background(dossiers, month, caf, model);
        double[] contributions = model.contributions(codes, background);
        double base = 0;
        for (byte[] other : background) {
            base += model.raw(other);
        }
        base /= background.size();
        Map<Audience, Sheet> sheets = new EnumMap<>(Audience.class);
        for (Audience audience : Audience.values()) {
            sheets.put(audience, Sheet.of(base, raw, told(bundle, dictionary, codes, contributions, audience)));
        }
        return new Result(
                one.number(),
                proposal.getString(5),
                proposal.getString(6),
                background.size(),
                sheets,
                isTold
                        ? Optional.of(new Chosen(
                                proposal.getInt(0),
                                proposal.getDouble(2),
                                proposal.getString(3),
                                proposal.getDouble(4)))
                        : Optional.empty());
    }

    private static RuntimeException purged(String caf, String month) {
        return ErrorCode.STATE_MISSING.with(
                "quoi", "The codes of CAF " + caf + " for " + month + " are not there.",
                "raison", "They are kept as long as conf/seuils.yaml says (dossier_mois); the list is kept longer.",
                "remede",
                        "The reasons that the list holds stay: juste-droit proposals --caf " + caf + " --mois "
                                + month);
    }

    /** The same dossiers for anyone who asks: those of the smallest hashes of the month, which nobody chose. */
    private static List<byte[]> background(Dataset<Row> dossiers, String month, String caf, CompiledModel model) {
        return dossiers
                .orderBy(
                        functions.xxhash64(
                                functions.lit("explain"),
                                functions.lit(month),
                                functions.lit(caf),
                                functions.col("dossier_id")),
                        functions.col("dossier_id"))
                .limit(BACKGROUND)
                .collectAsList()
                .stream()
                .map(row -> codes(row, model))
                .toList();
    }

    private static byte[] codes(Row row, CompiledModel model) {
        byte[] codes = new byte[model.variables()];
        int[] used = model.variablesUsed();
        for (int u = 0; u < used.length; u++) {
            codes[used[u]] = row.isNullAt(u + 1) ? 0 : row.getByte(u + 1);
        }
        return codes;
    }

    /** What may be told of each variable of the model, with what it adds. */
    static List<Sheet.Told> told(
            Bundle bundle, Dictionary dictionary, byte[] codes, double[] contributions, Audience audience) {
        List<Sheet.Told> told = new ArrayList<>();
        for (int v = 0; v < contributions.length; v++) {
            String name = bundle.variables().get(v).source().name();
            Optional<Variable> variable = dictionary.variables().stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst();
            String about = variable.map(known -> known.category().words()).orElse("");
            told.add(new Sheet.Told(
                    Telling.of(variable, audience), bundle.reason(v, codes[v]), about, contributions[v]));
        }
        return told;
    }
}
