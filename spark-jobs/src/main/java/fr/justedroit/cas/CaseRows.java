package fr.justedroit.cas;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Rows of acts and of CORALI to rows of cases. */
final class CaseRows {
    static final List<String> ACT_COLUMNS = List.of(
            "caf",
            "controle_id",
            "evenement_id",
            "dossier_id",
            "nature",
            "origine",
            "genre",
            "mois_selection",
            "proba_inclusion",
            "heures",
            "montant_eur",
            "duree_mois",
            "date_acte",
            "date_connaissance",
            "role");
    static final List<String> FRAUD_COLUMNS = List.of(
            "caf", "controle_id", "etat", "date_suspicion", "date_decision", "code_fraude", "date_avis", "sanction");

    /** The columns of acts, then what a team's list alone has. */
    static final List<String> COLUMNS = Stream.concat(ACT_COLUMNS.stream(), Stream.of("motif", "resultat", "par_liste"))
            .toList();

    private static final int KEYS = 2;
    private static final StructType CASE = StructType.fromDDL("caf STRING, controle_id STRING, dossier_id STRING,"
            + " origine STRING, genre STRING, heures DECIMAL(12,2), proba_inclusion STRING, mois_selection STRING,"
            + " mois_decision STRING, mois_maturite STRING, etat STRING, indu_eur DECIMAL(12,2), indu_mois INT,"
            + " rappel_eur DECIMAL(12,2), code_fraude STRING, positif BOOLEAN");

    private CaseRows() {}

    /**
     * One row for each control that has an act that counts. An indu or a rappel that no control found is no case.
     *
     * @param acts with {@link #COLUMNS}
     * @param frauds with {@link #FRAUD_COLUMNS}
     * @param judge of the director's decisions; empty where no procedure is configured
     */
    static Dataset<Row> of(Dataset<Row> acts, Dataset<Row> frauds, CaseFold fold, Optional<Judge> judge) {
        Judge bench = judge.orElse(null);
        FlatMapFunction<Row, Row> toCase = row -> rows(row, fold, bench).iterator();
        return gathered(acts, frauds).flatMap(toCase, Encoders.row(CASE));
    }

    /** The acts of each control with what CORALI says of it: caf, controle_id, actes, fraudes (null when nothing). */
    static Dataset<Row> gathered(Dataset<Row> acts, Dataset<Row> frauds) {
        Dataset<Row> ofControls = acts.where("controle_id is not null and controle_id <> ''")
                .groupBy("caf", "controle_id")
                .agg(gathered(COLUMNS).as("actes"));
        Dataset<Row> ofCorali =
                frauds.groupBy("caf", "controle_id").agg(gathered(FRAUD_COLUMNS).as("fraudes"));
        return ofControls.join(
                ofCorali,
                scala.jdk.javaapi.CollectionConverters.asScala(List.of("caf", "controle_id"))
                        .toSeq(),
                "left_outer");
    }

    private static Column gathered(List<String> columns) {
        Column[] values = columns.stream().skip(KEYS).map(functions::col).toArray(Column[]::new);
        return functions.sort_array(functions.collect_list(functions.struct(values)));
    }

    /** The acts of a gathered control. */
    static List<Act> acts(Row group) {
        return group.<Row>getList(KEYS).stream().map(CaseRows::act).toList();
    }

    /** What CORALI says of a gathered control. */
    static Optional<Fraud> fraud(Row group) {
        return group.isNullAt(KEYS + 1)
                ? Optional.empty()
                : group.<Row>getList(KEYS + 1).stream().map(CaseRows::toFraud).min(Fraud.ORDER);
    }

    /** A retained fraud whose decision the procedure refuses is a suspicion still open. */
    private static Fraud judged(Judge judge, List<Act> acts, Fraud fraud) {
        return judge == null
                        || !fraud.isRetained()
                        || judge.judge(Optional.empty(), Steps.of(acts, Optional.of(fraud)))
                                .has(Steps.RETAIN)
                ? fraud
                : fraud.undecided();
    }

    private static List<Row> rows(Row group, CaseFold fold, Judge judge) {
        List<Act> acts = TeamActs.of(acts(group)).acts();
        return acts.isEmpty() ? List.of() : List.of(row(group, acts, fold, judge));
    }

    private static Row row(Row group, List<Act> acts, CaseFold fold, Judge judge) {
        Case folded = fold.fold(acts, fraud(group).map(fraud -> judged(judge, acts, fraud)));
        return RowFactory.create(
                group.getString(0),
                group.getString(1),
                folded.dossier(),
                folded.origin(),
                folded.kind(),
                hundredths(folded.hoursE2()),
                folded.probability(),
                folded.selection(),
                folded.decision(),
                folded.maturity(),
                folded.state().word(),
                hundredths(folded.induCents()),
                folded.induMonths(),
                hundredths(folded.rappelCents()),
                folded.fraudCode(),
                folded.positive());
    }

    private static Act act(Row row) {
        return new Act(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                hundredths(row.getDecimal(7)),
                hundredths(row.getDecimal(8)),
                row.isNullAt(9) ? 0 : row.getInt(9),
                day(row.getDate(10)),
                day(row.getDate(11)),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getBoolean(15));
    }

    private static Fraud toFraud(Row row) {
        return new Fraud(
                row.getString(0),
                day(row.getDate(1)),
                day(row.getDate(2)),
                row.getString(3),
                day(row.getDate(4)),
                row.getString(5));
    }

    private static LocalDate day(Date date) {
        return date == null ? null : date.toLocalDate();
    }

    private static long hundredths(BigDecimal amount) {
        return amount == null ? 0 : amount.movePointRight(2).longValueExact();
    }

    private static BigDecimal hundredths(Long amount) {
        return amount == null ? null : BigDecimal.valueOf(amount, 2);
    }
}
